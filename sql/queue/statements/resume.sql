select job_queue.resume($1)
