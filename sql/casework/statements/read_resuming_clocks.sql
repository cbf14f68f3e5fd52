-- Cases that have just come into another state, locked. Those of their clocks that stand still and must not in that state, with the policy by
-- which their new end is reckoned.
select clock.case_id, clock.kind, clock.cycle, case_record.policy_id, case_record.policy_version
from casework.clock
join casework.case_record using (case_id)
join casework.clock_pause as pause
  on (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null
where clock.case_id = any ($1) and clock.stopped_at is null and clock.paused_in <> '{}'
  and case_record.state <> all (clock.paused_in)
order by clock.case_id, clock.kind, clock.cycle
