drop function job_queue.is_idle, job_queue.depth, job_queue.running, job_queue.waiting;
