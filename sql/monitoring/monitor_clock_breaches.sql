-- Breaches of the last 30 days of business time, by kind; a late answer does not take one back. From clock_breach.
select kind, count(*) as breaches, count(*) filter (where stopped_at is not null) as ended_late
from casework.clock
where breached_at > casework.business_now() - interval '30 days'
group by kind
