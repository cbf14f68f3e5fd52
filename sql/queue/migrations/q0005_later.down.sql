drop function job_queue.promote;
