-- Who works, and on what: the attempts of the claims that a worker names in its beats and has not settled, by kind. A reclaim
-- holds one attempt. A batch is settled piece by piece, so outcomes are looked up attempt by attempt: a few thousand at most.
with held as (
  select claim.worker, claim.generation, unnest(claim.seqs) as seq
  from job_queue.claim
  join job_queue.worker on worker.worker_id = claim.worker and claim.token = any (worker.tokens)
  union all
  select reclaim.worker, reclaim.generation, reclaim.seq
  from job_queue.reclaim
  join job_queue.worker on worker.worker_id = reclaim.worker and reclaim.token = any (worker.tokens)
), running as (
  select held.worker, entry.kind, count(*) as attempts
  from held
  join job_queue.entry on entry.generation = held.generation and entry.seq = held.seq
  where not exists (
    select from job_queue.outcome where outcome.generation = held.generation and outcome.seq = held.seq)
  group by held.worker, entry.kind
)
select worker.worker_id, worker.host, worker.process, worker.version, worker.queues, worker.started_at,
  extract(epoch from clock_timestamp() - worker.beat_at)::float8 as beat_seconds,
  worker.waiting,
  worker.left_at,
  array(select kind from running where running.worker = worker.worker_id order by kind) as running_kinds,
  array(select attempts from running where running.worker = worker.worker_id order by kind) as running_attempts
from job_queue.worker
order by worker.left_at is not null, worker.worker_id
limit 1000
