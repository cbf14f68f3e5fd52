-- Queue, reason.
select job_queue.pause($1, $2)
