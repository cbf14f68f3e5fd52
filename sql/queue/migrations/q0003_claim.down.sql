drop function job_queue.claim, job_queue.refuse_late_call, job_queue.may_be_open, job_queue.need_read_committed, job_queue.newest_attempt,
  job_queue.without_withdrawn, job_queue.first_generation, job_queue.attempts, job_queue.attempts_of;
drop type job_queue.attempt;
drop function job_queue.lanes_with_work, job_queue.unclaimed_spans, job_queue.cursor_of, job_queue.window_entries,
  job_queue.window_arrays, job_queue.window_spans;
