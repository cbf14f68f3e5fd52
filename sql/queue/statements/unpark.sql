select job_queue.unpark($1)
