select job_queue.leave_workers($1)
