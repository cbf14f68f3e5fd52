select job_queue.is_idle($1)
