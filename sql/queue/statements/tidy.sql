-- How long failures are kept.
select job_queue.tidy($1::interval)
