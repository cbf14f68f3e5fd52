-- What waits in each queue and band, and how many came in the last five minutes. Both are bounded a lane: $1 entries that wait are counted,
-- and the newest $2 are looked at, 500 at a time until some are older than five minutes. Of a lane that holds more the rest is estimated: job numbers are
-- drawn from one sequence, so the share of the numbers that fell to the lane among those counted is taken for its share up to its newest. A rate that five
-- minutes do not fit into holds for the span that the newest cover; when that is less than five seconds they came in one go, as an import does,
-- which is no rate that goes on.
-- When an entry became ready stands nowhere; it is due its target wait after that, unless it has an earlier deadline.
with recursive moment as materialized (
  select now() - interval '5 minutes' as five_ago
), page as (
  select lane.lane_id, lane.target_wait, 0::bigint as entries, 'infinity'::timestamptz as oldest, 'infinity'::timestamptz as newest,
    '9223372036854775807'::xid8 as xid, 9223372036854775807 as seq, null::bigint as newest_seq, 0::bigint as jobs
  from job_queue.lane
  union all
  select page.lane_id, page.target_wait, page.entries + part.entries, part.oldest, part.newest, part.xid, part.seq, part.newest_seq, part.jobs
  from page
  cross join lateral (
    -- As in monitor_flow, the next page begins at the last entry of this one.
    select count(*) as entries, min(ready_at) as oldest, max(ready_at) as newest, (array_agg(entry.xid))[count(*)] as xid,
      (array_agg(entry.seq))[count(*)] as seq, max(entry.seq) as newest_seq,
      count(*) filter (where ready_at > (select five_ago from moment)) as jobs
    from (
      select xid, seq, greatest(enqueued_at, due - page.target_wait) as ready_at
      from job_queue.entry
      where entry.lane = page.lane_id and (entry.xid, entry.seq) < (page.xid, page.seq)
      order by entry.lane desc, entry.xid desc, entry.seq desc
      limit least(500, $2 - page.entries)
    ) as entry
  ) as part
  where page.entries < $2 and page.newest > (select five_ago from moment) and part.seq is not null
), tail as (
  select lane_id, max(newest_seq) as newest_seq, sum(jobs)::float8 as jobs,
    case when max(entries) = $2 and min(oldest) < now() - interval '5 seconds' then least(300, extract(epoch from now() - min(oldest)))
      else 300 end::float8 as seconds
  from page
  group by lane_id
)
select lane.queue, lane.band, extract(epoch from min(lane.target_wait))::float8 as target_seconds,
  sum(head.waiting + coalesce(
    case when head.waiting >= $1 then (tail.newest_seq - head.last_seq) * (head.waiting::float8 / (head.last_seq - head.first_seq + 1)) end,
    0))::float8 as waiting,
  bool_or(head.waiting >= $1) as is_estimate,
  coalesce(extract(epoch from now() - min(head.oldest_ready_at)), 0)::float8 as oldest_seconds,
  sum(tail.jobs / tail.seconds)::float8 as arrivals_per_second
from job_queue.lane
join job_queue.lane_heads($1) as head using (lane_id)
join tail using (lane_id)
group by lane.queue, lane.band
order by lane.queue, lane.band
