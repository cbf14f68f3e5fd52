drop function job_queue.promote, job_queue.take_later, job_queue.enter;
