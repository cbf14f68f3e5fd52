select job_queue.open_generation($1)
