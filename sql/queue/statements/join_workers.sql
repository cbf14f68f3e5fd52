select job_queue.join_workers($1, $2, $3, $4)
