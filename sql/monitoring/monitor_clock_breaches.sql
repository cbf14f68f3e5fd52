-- Breaches of the last day (24 hours), seven and thirty days of business time, by kind; a late answer does not take one back. From clock_breach.
-- Ends are those of days, so breaches are counted by their moment first, and a few moments are compared: half of what it takes to
-- compare each. What they are compared with is reckoned once.
with moment as materialized (
  select casework.business_now() as now
), breach as (
  select kind, breached_at, count(*) as breaches, count(stopped_at) as ended_late
  from casework.clock
  where breached_at > (select now - interval '30 days' from moment)
  group by kind, breached_at
)
select kind, sum(breaches)::bigint as breaches,
  coalesce(sum(breaches) filter (where breached_at > (select now - interval '7 days' from moment)), 0)::bigint as in_7_days,
  coalesce(sum(breaches) filter (where breached_at > (select now - interval '1 day' from moment)), 0)::bigint as in_1_day,
  sum(ended_late)::bigint as ended_late
from breach
group by kind
