-- Cases, kinds. What stopped those clocks has turned out not to have happened: the next cycle is the last one gone on, with its start,
-- its end, its pauses, and what was told of it. One that still runs goes on anyway; one that was stopped too late was a breach, and
-- that is recorded, told and not said twice. Returns what is to be looked at.
with last as materialized (
  select distinct on (clock.case_id, clock.kind) clock.*
  from casework.clock
  join unnest($1::bigint[], $2::text[]) as given (case_id, kind) using (case_id, kind)
  order by clock.case_id, clock.kind, clock.cycle desc
), reopened as (
  insert into casework.clock (case_id, kind, cycle, started_at, due_at, warn_at, thresholds, on_breach, paused_in)
  select case_id, kind, cycle + 1, started_at, due_at, warn_at, thresholds, on_breach, paused_in
  from last
  where stopped_at is not null and breached_at is null
  returning case_id, kind, cycle
), span as (
  insert into casework.clock_pause (case_id, kind, cycle, paused_from, paused_until)
  select reopened.case_id, reopened.kind, reopened.cycle, pause.paused_from, pause.paused_until
  from reopened
  join casework.clock_pause as pause
    on (pause.case_id, pause.kind, pause.cycle) = (reopened.case_id, reopened.kind, reopened.cycle - 1)
), told as (
  insert into casework.clock_alert (case_id, kind, cycle, threshold, raised_at)
  select reopened.case_id, reopened.kind, reopened.cycle, alert.threshold, alert.raised_at
  from reopened
  join casework.clock_alert as alert
    on (alert.case_id, alert.kind, alert.cycle) = (reopened.case_id, reopened.kind, reopened.cycle - 1)
)
select case_id, kind, cycle::int
from reopened
order by case_id, kind
