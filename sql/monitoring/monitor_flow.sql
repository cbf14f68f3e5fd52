-- How many jobs came into each queue and were taken out of it by workers, in the last minute, five minutes and hour. Both are read from
-- the newest one backwards, a page at a time, until a page is older than an hour, and no further than $1 pages a lane; what
-- came before then is missing, and reached_the_bound says so. So the cost is that of the hour, whatever the backlog.
-- A job that is tried again, or whose time has come, comes in anew; one that is taken over from a dead worker does not go out twice.
--
-- Of what came, every 500th entry of a lane is looked at, and found without the others. They lie in the order in which they became ready, so between two that
-- are in a span all are; only pages in which a span begins, and the last ones, are counted entry by entry. What a rotation has moved lies out of order:
-- for as long as it is among the newest, rates may be wrong by a page or two, and one old entry does not end the walk.
with recursive moment as materialized (
  select now() - interval '1 minute' as minute_ago, now() - interval '5 minutes' as five_ago, now() - interval '1 hour' as hour_ago
), mark as (
  -- A page begins below one mark and ends with the next; the first begins above all.
  select lane.lane_id, lane.queue, lane.target_wait, 0 as page, '9223372036854775807'::xid8 as xid, 9223372036854775807 as seq,
    'infinity'::timestamptz as ready_at, 'infinity'::timestamptz as newer, '9223372036854775807'::xid8 as above_xid, 9223372036854775807 as above_seq
  from job_queue.lane
  union all
  select mark.lane_id, mark.queue, mark.target_wait, mark.page + 1, next.xid, next.seq,
    coalesce((
      select greatest(entry.enqueued_at, entry.due - mark.target_wait)
      from job_queue.entry
      where (entry.lane, entry.xid, entry.seq) = (mark.lane_id, next.xid, next.seq)), '-infinity'),
    mark.ready_at, mark.xid, mark.seq
  from mark
  left join lateral (
    select entry.xid, entry.seq
    from job_queue.entry
    where entry.lane = mark.lane_id and (entry.xid, entry.seq) < (mark.xid, mark.seq)
    order by entry.lane desc, entry.xid desc, entry.seq desc
    offset 499
    limit 1
  ) as next on true
  where mark.page < $1 and greatest(mark.ready_at, mark.newer) > (select hour_ago from moment) and mark.seq is not null
), page as (
  select *, ready_at is distinct from '-infinity'
    and not exists (
      select from moment cross join unnest(array[minute_ago, five_ago, hour_ago]) as beginning
      where beginning >= mark.ready_at and beginning < mark.newer) as is_whole
  from mark
  where page > 0
), arrived as (
  select page.queue, page.page = $1 and page.ready_at > moment.hour_ago as reached_the_bound, counted.in_1m, counted.in_5m, counted.in_1h
  from page
  cross join moment
  cross join lateral (
    select case when page.ready_at > minute_ago then 500 else 0 end as in_1m, case when page.ready_at > five_ago then 500 else 0 end as in_5m,
      case when page.ready_at > hour_ago then 500 else 0 end as in_1h
    where page.is_whole
    union all
    select count(*) filter (where ready_at > minute_ago), count(*) filter (where ready_at > five_ago),
      count(*) filter (where ready_at > hour_ago)
    from (
      select greatest(enqueued_at, due - page.target_wait) as ready_at
      from job_queue.entry
      where not page.is_whole and entry.lane = page.lane_id and (entry.xid, entry.seq) < (page.above_xid, page.above_seq)
      order by entry.lane desc, entry.xid desc, entry.seq desc
      limit 500
    ) as entry
  ) as counted
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
  select lane.queue, coalesce(sum(in_1m), 0)::bigint as in_1m, coalesce(sum(in_5m), 0)::bigint as in_5m, coalesce(sum(in_1h), 0)::bigint as in_1h,
    coalesce(bool_or(reached_the_bound), false) as reached_the_bound
  from (select distinct queue from job_queue.lane) as lane
  left join arrived using (queue)
  group by lane.queue
) as came
join (
  select queue, sum(out_1m)::bigint as out_1m, sum(out_5m)::bigint as out_5m, sum(out_1h)::bigint as out_1h,
    max(page) >= $1 as reached_the_bound
  from taken group by queue
) as went using (queue)
order by queue
