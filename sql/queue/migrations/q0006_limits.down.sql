drop function job_queue.admit, job_queue.unpark, job_queue.free_permits, job_queue.parking_of, job_queue.set_quota;
