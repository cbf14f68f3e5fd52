drop function job_queue.tidy, job_queue.reclaim, job_queue.server_started_at, job_queue.abandoned, job_queue.dead_workers, job_queue.all_settled,
  job_queue.leave_workers, job_queue.beat, job_queue.join_workers;
