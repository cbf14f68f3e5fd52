-- Cases, kinds, cycles. Those clocks that are not stopped, with their pauses and what was told of them; locked after their cases.
select clock.case_id, clock.kind, clock.cycle, clock.started_at, clock.due_at, clock.warn_at, clock.thresholds, clock.on_breach,
  clock.breached_at,
  array(
    select alert.threshold from casework.clock_alert as alert
    where (alert.case_id, alert.kind, alert.cycle) = (clock.case_id, clock.kind, clock.cycle)) as alerts,
  array(
    select pause.paused_from from casework.clock_pause as pause
    where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle)
    order by pause.paused_from) as paused_from,
  array(
    select pause.paused_until from casework.clock_pause as pause
    where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle)
    order by pause.paused_from) as paused_until,
  (select previous.stopped_by
   from casework.clock as previous
   where (previous.case_id, previous.kind, previous.cycle) = (clock.case_id, clock.kind, clock.cycle - 1)
  ) as previous_stopped_by
from unnest($1::bigint[], $2::text[], $3::int[]) as given (case_id, kind, cycle)
join casework.clock on (clock.case_id, clock.kind, clock.cycle) = (given.case_id, given.kind, given.cycle)
where clock.stopped_at is null
order by clock.case_id, clock.due_at, clock.kind, clock.cycle
for no key update of clock
