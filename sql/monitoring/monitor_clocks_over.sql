-- Running clocks of other kinds than $1 that are over, as monitor_clock_summary counts them: from the rollup, with this hour's from clock_running (kind by kind, as
-- it has them) and without those that stand still.
with moment as materialized (
  select now, date_trunc('hour', now, 'UTC') as hour
  from casework.business_now() as now
), total as materialized (
  select kind, coalesce(sum(clocks) filter (where standing = 'late' or hour < (select hour from moment)), 0) as past
  from casework.clock_count
  where standing in ('running', 'late') and kind <> all ($1)
  group by kind
)
select coalesce(sum(total.past + this_hour.clocks), 0)::bigint
  - (select count(*)
     from casework.clock_pause as pause
     join casework.clock using (case_id, kind, cycle)
     where pause.paused_until is null and clock.stopped_at is null and clock.breached_at is null and kind <> all ($1)
       and due_at <= (select now from moment)) as clocks
from total
cross join lateral (
  select count(*) as clocks
  from casework.clock
  where clock.kind = total.kind and stopped_at is null and breached_at is null
    and due_at >= (select hour from moment) and due_at <= (select now from moment)
) as this_hour
