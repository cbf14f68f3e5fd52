drop table job_queue.dead_letter, job_queue.failure, job_queue.timeline, job_queue.later, job_queue.worker,
  job_queue.reclaim, job_queue.claim, job_queue.outcome, job_queue.entry, job_queue.lane;
drop type job_queue.result;
drop sequence job_queue.number;
