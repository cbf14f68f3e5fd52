-- Who works, and on what: the attempts of the batches that a worker may not have settled, as its last beat tells, by kind. A batch is
-- settled piece by piece, so outcomes are looked up attempt by attempt: a few thousand at most.
with running as (
  select held.worker, entry.kind, count(*) as attempts
  from job_queue.running() as held
  join job_queue.entry on entry.generation = held.generation and entry.seq = held.seq
  group by held.worker, entry.kind
)
select worker.worker_id, worker.host, worker.process, worker.version, worker.queues, worker.concurrency, worker.started_at,
  extract(epoch from worker.lease)::float8 as lease_seconds,
  extract(epoch from clock_timestamp() - worker.beat_at)::float8 as beat_seconds,
  worker.waiting,
  worker.left_at,
  array(select kind from running where running.worker = worker.worker_id order by kind) as running_kinds,
  array(select attempts from running where running.worker = worker.worker_id order by kind) as running_attempts
from job_queue.worker
order by worker.left_at is not null, worker.worker_id
limit 1000
