drop function job_queue.claim, job_queue.lanes_with_work, job_queue.cursor_of, job_queue.attempts,
  job_queue.window_entries,
  job_queue.window_spans;
drop type job_queue.attempt;
