-- Cases that have just come into another state. Those of their running clocks that stand still in it begin a pause, with an
-- event each; the index on open pauses keeps one that stands still already as it is. What is over cannot be paused any more, whether a
-- timer has looked or not: ends are exclusive. The cases are locked, and so are their clocks by that.
with paused as (
  insert into casework.clock_pause (case_id, kind, cycle, paused_from)
  select clock.case_id, clock.kind, clock.cycle, greatest((select casework.business_now()), clock.started_at)
  from casework.clock
  join casework.case_record using (case_id)
  where clock.case_id = any ($1) and clock.stopped_at is null and clock.paused_in <> '{}'
    and case_record.state = any (clock.paused_in)
    and clock.breached_at is null and (select casework.business_now()) < clock.due_at
  order by clock.case_id, clock.kind, clock.cycle
  on conflict do nothing
  returning *
)
insert into casework.case_event (case_id, kind, actor, occurred_at, details)
select case_id, 'clock_paused', 'clock', paused_from, jsonb_build_object('clock', kind, 'cycle', cycle)
from paused
order by case_id, kind, cycle
