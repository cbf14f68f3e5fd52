-- How far commitments were kept by policy and kind of complaint: from, to (exclusive: now), by what each kind of clock is kept (kinds, reasons;
-- parallel). As report_attainment judges, without what only a report tells: no times, no series, nothing by clock, nobody called off.
-- Each way to have a result is counted from its own index: clock_breach, clock_running, clock_stopped.
with result as (
  select case_id, false as is_kept
  from casework.clock
  where breached_at >= $1 and breached_at < $2 and kind = any ($3::text[])
  union all
  select case_id, false
  from casework.clock
  where breached_at is null and stopped_at is null and due_at >= $1 and due_at < $2 and kind = any ($3::text[])
    and not exists (
      select from casework.clock_pause as pause
      where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null)
  union all
  select case_id, true
  from casework.clock
  where breached_at is null and kind <> 'periodic_update' and stopped_at >= $1 and stopped_at < $2
    and (kind, stopped_by) in (select * from unnest($3::text[], $4::text[]))
    -- Gone on with: its result is the next one's.
    and not exists (
      select from casework.clock as next
      where (next.case_id, next.kind, next.started_at) = (clock.case_id, clock.kind, clock.started_at) and next.cycle = clock.cycle + 1
        and next.cycle > 1 and next.kind in ('acknowledge', 'answer'))
)
select case_record.policy_id, case_record.kind as complaint, count(*) filter (where is_kept) as kept, count(*) filter (where not is_kept) as late
from result
join casework.case_record using (case_id)
group by case_record.policy_id, case_record.kind
