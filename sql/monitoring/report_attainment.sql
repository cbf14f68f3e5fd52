-- How commitments ended whose result fell into a period, and those that are due in it and still run: from, to (exclusive), the beginnings of
-- the steps of the series, and by what each kind of clock is kept (kinds, reasons; parallel). Rows of three sorts, told apart by what is
-- null: by policy, complaint and clock; by clock; by step and clock.
--
-- Kept: stopped in time by what it waited for, on the day of that. Late: on the day on which its end passed, stopped since or not, and whether
-- a worker has looked or not. Called off: stopped in time by something else. A cycle that is gone on with (an answer came back, an expert
-- needs longer) has its result in the next one, which has the same start; a breach stays. Times are without pauses.
--
-- Bounded by the period, with an index for each way to have a result: clock_breach, clock_stopped, clock_running. Cycles that are gone on with
-- are left out of the counts, and not of the rows: the planner takes them for nearly all of these, and would look up case by case. Percentiles are
-- taken of arrays: to sort everything by three texts took longer than all the rest.
with moment as materialized (
  select casework.business_now() as now
), pause as (
  select case_id, kind, cycle, bool_or(paused_until is null) as lasts,
    sum(date_part('epoch', coalesce(paused_until, moment.now) - paused_from)) as seconds
  from casework.clock_pause
  cross join moment
  where paused_from < $2
  group by case_id, kind, cycle
), judged as (
  select case_record.policy_id, case_record.kind as complaint, clock.kind as clock,
    width_bucket(case when is_late then clock.due_at else coalesce(clock.stopped_at, clock.due_at) end, $3::timestamptz[]) as step,
    next.case_id is not null as goes_on,
    is_late, clock.stopped_at is null as is_running,
    not is_late and next.case_id is null and (clock.kind, clock.stopped_by) in (
      select kind, reason from unnest($4::text[], $5::text[]) as kept (kind, reason)) as is_kept,
    date_part('epoch', coalesce(clock.stopped_at, moment.now) - clock.started_at) - coalesce(pause.seconds, 0) as seconds
  from casework.clock
  cross join moment
  join casework.case_record on case_record.case_id = clock.case_id
  left join pause on (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle)
  left join casework.clock as next
    on (next.case_id, next.kind, next.started_at) = (clock.case_id, clock.kind, clock.started_at) and next.cycle = clock.cycle + 1
      and next.cycle > 1 and next.kind in ('acknowledge', 'answer')
  cross join lateral (
    select clock.breached_at is not null
      or clock.stopped_at is null and clock.due_at <= moment.now and not coalesce(pause.lasts, false) as is_late
  ) as judgement
  where clock.kind = any ($4::text[])
    and (clock.breached_at >= $1 and clock.breached_at < $2
      or clock.breached_at is null and clock.kind <> 'periodic_update' and clock.stopped_at >= $1 and clock.stopped_at < $2
      or clock.breached_at is null and clock.stopped_at is null and clock.due_at >= $1 and clock.due_at < $2)
), counted as materialized (
  select policy_id, complaint, step, clock,
    count(*) filter (where is_kept) as kept, count(*) filter (where is_late) as late,
    count(*) filter (where is_late and is_running) as late_running,
    count(*) filter (where not (is_kept or is_late or is_running or goes_on)) as called_off,
    count(*) filter (where is_running and not is_late) as running,
    array_agg(seconds) filter (where is_kept or is_late) as seconds
  from judged
  group by grouping sets ((policy_id, complaint, clock), (clock), (step, clock))
)
select policy_id, complaint, step, clock, kept, late, late_running, called_off, running, time.seconds[1] as median_seconds, time.seconds[2] as p95_seconds
from counted
left join lateral (
  select percentile_cont('{0.5,0.95}'::float8[]) within group (order by taken) as seconds
  from unnest(counted.seconds) as taken
  where counted.step is null
) as time on true
order by clock, policy_id, complaint, step
