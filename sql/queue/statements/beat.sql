-- Worker, tokens that are running, tokens that are settled, waiting, lease.
select * from job_queue.beat($1, $2, $3, $4, $5::interval)
