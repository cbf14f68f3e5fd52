-- The clocks of the case $1, those that run first, next due first: a dozen or two, by the clock's key.
select clock.kind, clock.cycle, clock.due_at, clock.stopped_at, clock.breached_at,
  extract(epoch from clock.due_at - casework.business_now())::float8 as seconds_left,
  exists (
    select from casework.clock_pause as pause
    where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null) as is_paused
from casework.case_record
join casework.clock using (case_id)
where case_record.reference = $1
order by clock.stopped_at is not null, clock.due_at, clock.kind, clock.cycle
