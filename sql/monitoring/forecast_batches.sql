-- What batches took lately: up to $1 outcomes of the last ten minutes (outcome_age leads to them), put together by the claim that they
-- were settled under and by queue. Outcomes that no worker wrote (worker 0) cost none.
with recent as materialized (
  select generation, seq, worker, number, started_at, finished_at
  from job_queue.outcome
  where finished_at > now() - interval '10 minutes' and worker <> 0
  limit $1
)
select lane.queue, count(*) as jobs, extract(epoch from max(recent.finished_at) - min(recent.started_at))::float8 as seconds
from recent
join job_queue.entry using (generation, seq)
join job_queue.lane on lane.lane_id = entry.lane
group by lane.queue, recent.worker, recent.number
