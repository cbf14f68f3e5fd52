select job_queue.tidy($1::interval)
