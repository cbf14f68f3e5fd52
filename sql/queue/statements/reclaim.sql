-- Worker, token, lease.
select * from job_queue.reclaim($1, $2, $3::interval)
