-- Worker, token, lease.
select generation, seq, job, band, kind, arguments, attempt, due, deadline, enqueued_at, trace, round
from job_queue.reclaim($1, $2, $3::interval)
