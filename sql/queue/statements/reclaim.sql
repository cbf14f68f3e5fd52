-- Worker, number.
select generation, seq, job, band, kind, arguments, attempt, due, deadline, enqueued_at, trace, round, unique_key, is_limited
from job_queue.reclaim($1, $2)
