-- Worker, token, queues, limit. Sent alone: a claim must be a transaction of its own.
select * from job_queue.claim($1, $2, $3, $4)
