-- Kind, by key, running at once, started in a period, the period.
select job_queue.set_quota($1, $2, $3, $4, $5::interval)
