-- What batches took lately: up to $1 outcomes of the last ten minutes (outcome_age leads to them), put together by the claim that they
-- were settled under; a claim is of one lane, so one of its entries tells the queue. (What was taken over from a dead worker may be of several, and is put
-- under one of them.) Outcomes that no worker wrote (worker 0) cost none.
with recent as materialized (
  select generation, seq, worker, number, started_at, finished_at
  from job_queue.outcome
  where finished_at > now() - interval '10 minutes' and worker <> 0
  limit $1
), batch as (
  select worker, number, count(*) as jobs, max(finished_at) - min(started_at) as span,
    (array_agg(generation))[1] as generation, (array_agg(seq))[1] as seq
  from recent
  group by worker, number
)
select lane.queue, batch.jobs, extract(epoch from batch.span)::float8 as seconds
from batch
join job_queue.entry using (generation, seq)
join job_queue.lane on lane.lane_id = entry.lane
