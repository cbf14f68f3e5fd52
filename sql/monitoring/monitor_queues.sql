-- Each queue and band: how it was made, whether it is paused, and its depth; entries are counted up to $1 a lane, what is not due yet
-- up to $1 a timeline.
select queue, band, lanes.shards, lanes.target_seconds, lanes.paused_at, lanes.pause_reason, depth.waiting, depth.running, depth.later,
  depth.later_is_at_least, depth.on_timelines, depth.on_timelines_is_at_least, depth.parked, depth.parked_is_at_least, depth.dead,
  extract(epoch from now() - depth.oldest_ready_at)::float8 as oldest_seconds
from (
  select queue, band, count(*) as shards, extract(epoch from min(target_wait))::float8 as target_seconds,
    max(paused_at) as paused_at, max(pause_reason) as pause_reason
  from job_queue.lane
  group by queue, band) as lanes
join job_queue.depth($1) as depth using (queue, band)
order by queue, band
