drop function job_queue.is_idle, job_queue.depth, job_queue.resting, job_queue.lane_heads, job_queue.waiting_entries;
