-- Breaches of the last day (24 hours), seven and thirty days of business time, by kind; a late answer does not take one back. From clock_breach.
-- The moment is reckoned once, not for each row: business_now() takes some 20 µs.
with moment as materialized (
  select casework.business_now() as now
)
select kind, count(*) as breaches, count(*) filter (where breached_at > now - interval '7 days') as in_7_days,
  count(*) filter (where breached_at > now - interval '1 day') as in_1_day,
  count(*) filter (where stopped_at is not null) as ended_late
from casework.clock
cross join moment
where breached_at > (select now - interval '30 days' from moment)
group by kind
