-- Running clocks of other kinds than $1 that are over, as monitor_clock_summary counts them: what is on track is not read. An end lies
-- ahead of a breach only where it was moved since, which nothing does; both are from clock_running.
with moment as materialized (
  select casework.business_now() as now
)
select count(*) as clocks
from casework.clock
where clock.stopped_at is null and clock.kind <> all ($1)
  and clock.due_at <= (select now from moment)
  and (clock.breached_at is not null
    or not exists (
      select from casework.clock_pause as pause
      where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null))
