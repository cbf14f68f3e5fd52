drop function job_queue.enqueue, job_queue.enqueue_many, job_queue.give_back_unique_keys, job_queue.take_unique_keys,
  job_queue.refuse_unknown, job_queue.lane_for, job_queue.wake, job_queue.now_on, job_queue.create_queue;
