drop function job_queue.promote, job_queue.enter;
