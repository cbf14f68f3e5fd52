select job_queue.create_queue($1)
