-- Worker, token, queues, limit. Sent alone: a claim must be a transaction of its own.
select generation, seq, job, band, kind, arguments, attempt, due, deadline, enqueued_at, trace, round
from job_queue.claim($1, $2, $3, $4)
