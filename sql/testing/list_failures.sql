-- Kind. What went wrong, the first first.
select job, attempt, error from job_queue.failure where kind = $1 order by seq
