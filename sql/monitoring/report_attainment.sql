-- How commitments ended whose result fell into a period, and those that are due in it and still run: from, to (exclusive), the beginnings of
-- the steps of the series, and by what each kind of clock is kept (kinds, reasons; parallel). Rows of three sorts, told apart by what is
-- null: by policy, complaint and clock; by clock; by step and clock.
--
-- Kept: stopped in time by what it waited for, on the day of that. Late: on the day on which its end passed, stopped since or not, and whether
-- a worker has looked or not. Called off: stopped in time by something else. A cycle that is gone on with (an answer came back, an expert
-- needs longer) has its result in the next one, which has the same start; a breach stays. Times are without pauses.
--
-- Bounded by the period, with an index for each way to have a result: clock_breach, clock_stopped, clock_running. Each is a part of its own, in
-- which most is known beforehand; cycles that are gone on with are looked for among those stopped in time, and left out of the counts, not of the rows:
-- the planner takes them for nearly all of these, and would look up case by case. What is asked of each clock is counted once, by policy,
-- complaint, clock and step: a few hundred rows, of which the three sorts are sums. Percentiles are taken of their arrays: to sort everything by
-- three texts took longer than all the rest.
with moment as materialized (
  select casework.business_now() as now
), pause as (
  select case_id, kind, cycle, bool_or(paused_until is null) as lasts,
    sum(date_part('epoch', coalesce(paused_until, moment.now) - paused_from)) as seconds
  from casework.clock_pause
  cross join moment
  where paused_from < $2
  group by case_id, kind, cycle
), ended as (
  -- Late, stopped since or not.
  select case_id, kind, cycle, due_at as at, true as is_late, stopped_at is null as is_running, false as is_kept, false as goes_on,
    date_part('epoch', coalesce(stopped_at, (select now from moment)) - started_at) as seconds
  from casework.clock
  where breached_at >= $1 and breached_at < $2 and kind = any ($4::text[])
  union all
  -- Stopped in time.
  select clock.case_id, clock.kind, clock.cycle, clock.stopped_at, false, false,
    next.case_id is null and (clock.kind, clock.stopped_by) in (select * from unnest($4::text[], $5::text[])), next.case_id is not null,
    date_part('epoch', clock.stopped_at - clock.started_at)
  from casework.clock
  left join casework.clock as next
    on (next.case_id, next.kind, next.started_at) = (clock.case_id, clock.kind, clock.started_at) and next.cycle = clock.cycle + 1
      and next.cycle > 1 and next.kind in ('acknowledge', 'answer')
  where clock.breached_at is null and clock.kind <> 'periodic_update' and clock.stopped_at >= $1 and clock.stopped_at < $2
    and clock.kind = any ($4::text[])
  union all
  -- Still running: late when its end has passed, unless it stands still.
  select case_id, kind, cycle, due_at, due_at <= (select now from moment) and not coalesce(pause.lasts, false), true, false, false,
    date_part('epoch', (select now from moment) - started_at)
  from casework.clock
  left join pause using (case_id, kind, cycle)
  where breached_at is null and stopped_at is null and due_at >= $1 and due_at < $2 and kind = any ($4::text[])
), counted as materialized (
  select case_record.policy_id, case_record.kind as complaint, width_bucket(ended.at, $3::timestamptz[]) as step, ended.kind as clock,
    count(*) filter (where is_kept) as kept, count(*) filter (where is_late) as late,
    count(*) filter (where is_late and is_running) as late_running,
    count(*) filter (where not (is_kept or is_late or is_running or goes_on)) as called_off,
    count(*) filter (where is_running and not is_late) as running,
    array_agg(ended.seconds - coalesce(pause.seconds, 0)) filter (where is_kept or is_late) as seconds
  from ended
  join casework.case_record using (case_id)
  left join pause on (pause.case_id, pause.kind, pause.cycle) = (ended.case_id, ended.kind, ended.cycle)
  group by case_record.policy_id, case_record.kind, 3, 4
), summed as materialized (
  select policy_id, complaint, step, clock, sum(kept)::bigint as kept, sum(late)::bigint as late, sum(late_running)::bigint as late_running,
    sum(called_off)::bigint as called_off, sum(running)::bigint as running
  from counted
  group by grouping sets ((policy_id, complaint, clock), (clock), (step, clock))
)
select summed.*, time.seconds[1] as median_seconds, time.seconds[2] as p95_seconds
from summed
left join lateral (
  select percentile_cont('{0.5,0.95}'::float8[]) within group (order by taken) as seconds
  from counted
  cross join unnest(counted.seconds) as taken
  where summed.step is null and counted.clock = summed.clock
    and (summed.policy_id is null or (counted.policy_id, counted.complaint) = (summed.policy_id, summed.complaint))
) as time on true
order by clock, policy_id, complaint, step
