-- Cases that have just come into another state. Those of their clocks that stand still and must not in that state, with the policy by
-- which their new end is reckoned; the columns of lock_clocks otherwise, which says more.
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
  null::text as previous_stopped_by, case_record.policy_id, case_record.policy_version
from casework.clock
join casework.case_record using (case_id)
where clock.case_id = any ($1) and clock.stopped_at is null and clock.paused_in <> '{}'
  and case_record.state <> all (clock.paused_in)
  and exists (
    select from casework.clock_pause as pause
    where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null)
order by clock.case_id, clock.kind, clock.cycle
for no key update of clock
