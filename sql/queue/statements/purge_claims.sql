-- Generation, limit.
select job_queue.purge_claims($1, $2)
