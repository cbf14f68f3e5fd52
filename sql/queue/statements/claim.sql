-- Worker, number, queues, limit. Sent alone: a claim must be a transaction of its own.
select generation, seq, job, band, kind, arguments, attempt, due, deadline, enqueued_at, trace, round, unique_key, is_limited
from job_queue.claim($1, $2, $3, $4)
