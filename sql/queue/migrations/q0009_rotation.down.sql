drop function job_queue.open_generation, job_queue.purge_claims, job_queue.empty_generation, job_queue.sweep_generation,
  job_queue.next_generation;
