select job_queue.explain($1)
