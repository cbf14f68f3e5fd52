-- Kind, keys, jobs, moments that have come.
select job_queue.give_back_unique_keys($1, $2, $3, $4)
