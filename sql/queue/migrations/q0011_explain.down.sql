drop function job_queue.explain;
