-- How many jobs came into each queue and were taken out of it by workers, in the last minute, five minutes and hour. Both are read from
-- the newest one backwards, a page at a time, until a page is older than an hour, and no further than $1 pages a lane; what
-- came before then is missing, and reached_the_bound says so. So the cost is that of the hour, whatever the backlog.
-- A job that is tried again, or whose time has come, comes in anew; one that is taken over from a dead worker does not go out twice.
-- The last of a page's entries is where the next page begins: an aggregate takes them as the ordered page gives them. To have it sort
-- them again took three quarters of all the time.
with recursive moment as materialized (
  select now() - interval '1 minute' as minute_ago, now() - interval '5 minutes' as five_ago, now() - interval '1 hour' as hour_ago
), arrived as (
  select lane.lane_id, lane.queue, lane.target_wait, 0 as page, 'infinity'::timestamptz as newest,
    '9223372036854775807'::xid8 as xid, 9223372036854775807 as seq, 0::bigint as in_1m, 0::bigint as in_5m, 0::bigint as in_1h
  from job_queue.lane
  union all
  select arrived.lane_id, arrived.queue, arrived.target_wait, arrived.page + 1, part.newest, part.xid, part.seq, part.in_1m,
    part.in_5m, part.in_1h
  from arrived
  cross join lateral (
    select max(ready_at) as newest, (array_agg(entry.xid))[count(*)] as xid, (array_agg(entry.seq))[count(*)] as seq,
      count(*) filter (where ready_at > (select minute_ago from moment)) as in_1m,
      count(*) filter (where ready_at > (select five_ago from moment)) as in_5m,
      count(*) filter (where ready_at > (select hour_ago from moment)) as in_1h
    from (
      select xid, seq, greatest(enqueued_at, due - arrived.target_wait) as ready_at
      from job_queue.entry
      where entry.lane = arrived.lane_id and (entry.xid, entry.seq) < (arrived.xid, arrived.seq)
      order by entry.lane desc, entry.xid desc, entry.seq desc
      limit 500
    ) as entry
  ) as part
  where arrived.page < $1 and arrived.newest > (select hour_ago from moment) and part.seq is not null
), taken as (
  select lane.lane_id, lane.queue, 0 as page, 'infinity'::timestamptz as newest, 9223372036854775807 as ordinal,
    0::bigint as out_1m, 0::bigint as out_5m, 0::bigint as out_1h
  from job_queue.lane
  union all
  select taken.lane_id, taken.queue, taken.page + 1, part.newest, part.ordinal, part.out_1m, part.out_5m, part.out_1h
  from taken
  cross join lateral (
    select max(claimed_at) as newest, min(ordinal) as ordinal,
      coalesce(sum(cardinality(seqs)) filter (where claimed_at > (select minute_ago from moment)), 0) as out_1m,
      coalesce(sum(cardinality(seqs)) filter (where claimed_at > (select five_ago from moment)), 0) as out_5m,
      coalesce(sum(cardinality(seqs)) filter (where claimed_at > (select hour_ago from moment)), 0) as out_1h
    from (
      select claimed_at, ordinal, seqs
      from job_queue.claim
      where claim.lane = taken.lane_id and claim.ordinal < taken.ordinal
      order by claim.lane desc, claim.ordinal desc
      limit 100
    ) as claim
  ) as part
  where taken.page < $1 and taken.newest > (select hour_ago from moment) and part.ordinal is not null
)
select queue, in_1m, in_5m, in_1h, out_1m, out_5m, out_1h, came.reached_the_bound or went.reached_the_bound as reached_the_bound
from (
  select queue, sum(in_1m)::bigint as in_1m, sum(in_5m)::bigint as in_5m, sum(in_1h)::bigint as in_1h, max(page) >= $1 as reached_the_bound
  from arrived group by queue
) as came
join (
  select queue, sum(out_1m)::bigint as out_1m, sum(out_5m)::bigint as out_5m, sum(out_1h)::bigint as out_1h,
    max(page) >= $1 as reached_the_bound
  from taken group by queue
) as went using (queue)
order by queue
