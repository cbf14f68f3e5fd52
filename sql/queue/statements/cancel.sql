select job_queue.cancel($1)
