drop table job_queue.dead_letter, job_queue.failure, job_queue.cancellation, job_queue.schedule, job_queue.permit, job_queue.quota, job_queue.unique_key,
  job_queue.timeline, job_queue.later, job_queue.worker, job_queue.reclaim, job_queue.claim, job_queue.outcome, job_queue.entry,
  job_queue.generation, job_queue.lane;
drop type job_queue.result;
drop sequence job_queue.current_generation, job_queue.number;
