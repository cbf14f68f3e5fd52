-- How the clocks ended: in time, late or not at all. Running: neither.
select kind,
  count(*) filter (where stopped_at is not null and breached_at is null) as met,
  count(*) filter (where breached_at is not null) as breached,
  count(*) filter (where stopped_at is null and breached_at is null) as running
from casework.clock
group by kind
