drop function job_queue.depth, job_queue.waiting;
