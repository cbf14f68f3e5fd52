drop function job_queue.revive, job_queue.record_failure, job_queue.bury, job_queue.postpone, job_queue.put_off, job_queue.settled,
  job_queue.settle;
