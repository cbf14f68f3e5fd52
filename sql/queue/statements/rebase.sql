select job_queue.rebase()
