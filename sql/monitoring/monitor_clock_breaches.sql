-- Breaches of the last day (24 hours), seven and thirty days of business time, by kind; a late answer does not take one back. Whole hours from the
-- rollup, and the hours in which the spans begin from clock_breach.
with span as materialized (
  select days, since, date_trunc('hour', since, 'UTC') + interval '1 hour' as next_hour
  from casework.business_now() as now
  cross join unnest('{1,7,30}'::int[]) as days
  cross join lateral (select now - make_interval(hours => 24 * days) as since) as beginning
), breach as (
  select span.days, kind, sum(clocks) as breaches, sum(clocks) filter (where standing = 'ended_late') as ended_late
  from span
  join casework.clock_count on standing in ('late', 'ended_late') and hour >= next_hour
  group by span.days, kind
  union all
  select span.days, part.*
  from span
  cross join lateral (
    select kind, count(*), count(stopped_at)
    from casework.clock
    where breached_at > span.since and breached_at < span.next_hour
    group by kind
  ) as part
)
select kind, coalesce(sum(breaches) filter (where days = 30), 0)::bigint as breaches,
  coalesce(sum(breaches) filter (where days = 7), 0)::bigint as in_7_days,
  coalesce(sum(breaches) filter (where days = 1), 0)::bigint as in_1_day,
  coalesce(sum(ended_late) filter (where days = 30), 0)::bigint as ended_late
from breach
group by kind
