drop function job_queue.tidy, job_queue.reclaim, job_queue.server_started_at, job_queue.abandoned, job_queue.running, job_queue.dead_workers,
  job_queue.leave_workers, job_queue.beat, job_queue.unsettled, job_queue.open_batches, job_queue.join_workers;
