select job_queue.wake($1)
