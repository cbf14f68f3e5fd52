-- What waits in each queue and band, and how many came in the last five minutes. Both are bounded a lane: $1 entries that wait are counted,
-- and the newest $2 are looked at. Of a lane that holds more the rest is estimated: job numbers are drawn from one sequence, so the
-- share of the numbers that fell to the lane among those counted is taken for its share up to its newest. A rate that five
-- minutes do not fit into holds for the span that the newest cover; when that is less than five seconds they came in one go, as an import does,
-- which is no rate that goes on.
-- When an entry became ready stands nowhere; it is due its target wait after that, unless it has an earlier deadline.
select lane.queue, lane.band, extract(epoch from min(lane.target_wait))::float8 as target_seconds,
  sum(head.waiting + coalesce((tail.newest_seq - head.last_seq) * head.density, 0))::float8 as waiting,
  bool_or(head.waiting >= $1) as is_estimate,
  coalesce(extract(epoch from now() - min(head.oldest_ready_at)), 0)::float8 as oldest_seconds,
  sum(tail.jobs / tail.seconds)::float8 as arrivals_per_second
from job_queue.lane
cross join lateral (
  select count(*) as waiting, max(seq) as last_seq, count(*)::float8 / nullif(max(seq) - min(seq) + 1, 0) as density,
    min(greatest(enqueued_at, due - lane.target_wait)) as oldest_ready_at
  from job_queue.waiting_entries(lane.lane_id, $1)
) as head
cross join lateral (
  select max(seq) filter (where head.waiting >= $1) as newest_seq,
    count(*) filter (where ready_at > now() - interval '5 minutes')::float8 as jobs,
    case when count(*) = $2 and min(ready_at) < now() - interval '5 seconds' then least(300, extract(epoch from now() - min(ready_at)))
      else 300 end::float8 as seconds
  from (
    select seq, greatest(enqueued_at, due - lane.target_wait) as ready_at
    from job_queue.entry
    where entry.lane = lane.lane_id
    order by lane, xid desc, seq desc
    limit $2
  ) as newest
) as tail
group by lane.queue, lane.band
order by lane.queue, lane.band
