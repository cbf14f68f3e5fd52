-- Cases, kinds, reasons, whether the kind's end is a breach, cycles (null: whichever runs). Such a clock past its end is one even if its timer has not looked yet; the
-- alert's key makes sure that it is told once, whoever comes first. Ends are exclusive. A clock that stands still is never late: its
-- end is where it was before the pause, and would move by it. The pause ends with the clock. A promise whose clock is late is broken.
with running as materialized (
  select clock.*, given.reason, (select casework.business_now()) as moment,
    given.can_breach and (select casework.business_now()) >= clock.due_at
      and not exists (
        select from casework.clock_pause as pause
        where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle)
          and pause.paused_until is null) as is_late
  from casework.clock
  join unnest($1::bigint[], $2::text[], $3::text[], $4::bool[], $5::int[])
      as given (case_id, kind, reason, can_breach, stopped_cycle)
    on (given.case_id, given.kind) = (clock.case_id, clock.kind) and clock.cycle = coalesce(given.stopped_cycle, clock.cycle)
  where clock.stopped_at is null
  order by clock.case_id, clock.kind, clock.cycle
  for no key update of clock
), stopped as (
  update casework.clock
  set stopped_at = greatest(running.moment, running.started_at),
    stopped_by = running.reason,
    breached_at = coalesce(running.breached_at, case when running.is_late then running.due_at end)
  from running
  where (clock.case_id, clock.kind, clock.cycle) = (running.case_id, running.kind, running.cycle)
), ended as (
  update casework.clock_pause as pause
  set paused_until = greatest(running.moment, pause.paused_from)
  from running
  where (pause.case_id, pause.kind, pause.cycle) = (running.case_id, running.kind, running.cycle)
    and pause.paused_until is null
), broken as (
  update casework.commitment
  set broken_at = coalesce(commitment.broken_at, running.due_at)
  from running
  where running.is_late
    and (commitment.case_id, commitment.clock, commitment.cycle) = (running.case_id, running.kind, running.cycle)
), alert as (
  insert into casework.clock_alert (case_id, kind, cycle, threshold, raised_at)
  select case_id, kind, cycle, 100, moment
  from running
  where is_late and breached_at is null
  on conflict do nothing
  returning *
)
insert into casework.case_event (case_id, kind, actor, occurred_at, details)
select case_id, 'clock_breached', 'clock', raised_at, jsonb_build_object('clock', kind, 'cycle', cycle)
from alert
order by case_id, kind, cycle
