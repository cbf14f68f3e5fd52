drop function job_queue.rebase, job_queue.resume, job_queue.pause, job_queue.cancel,
  job_queue.settle_cancelled;
