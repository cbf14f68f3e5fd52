-- How commitments ended whose result fell into a period, and those that are due in it and still run: from, to (exclusive), the beginnings of
-- the steps of the series, and by what each kind of clock is kept (kinds, reasons; parallel). Rows of three sorts, told apart by what is
-- null: by policy, complaint and clock; by clock; by step and clock. How long it took: report_attainment_times.
--
-- Kept: stopped in time by what it waited for, on the day of that. Late: on the day on which its end passed, stopped since or not, and whether
-- a worker has looked or not. Called off: stopped in time by something else. A cycle that is gone on with (an answer came back, an expert
-- needs longer) has its result in the next one, which has the same start; a breach stays.
--
-- Whole hours from the rollup, of which a month of a large desk has some ten thousand rows. Hours in which a step begins between the hours (the half-hour
-- zones) are read from the clocks, for each way to have a result from its own index: clock_breach, clock_stopped, clock_running; and of this
-- hour, what runs. What stands still is late for the rollup when its end has passed, and is put right.
with moment as materialized (
  select now, date_trunc('hour', now, 'UTC') as hour from casework.business_now() as now
), cut as materialized (
  select distinct date_trunc('hour', at, 'UTC') as hour
  from unnest($3::timestamptz[] || array[$1::timestamptz, $2::timestamptz]) as at
  where at <> date_trunc('hour', at, 'UTC')
), cut_of_running as materialized (
  select hour from cut
  union
  select hour from moment
), kept_by as materialized (
  select * from unnest($4::text[], $5::text[]) as kept (kind, reason)
), part as (
  -- Each hour by itself (offset 0): joined, two bounds that belong together are taken for two, and the hour for a ninth of all clocks.
  select clock.case_id, clock.kind as clock, clock.breached_at as at, case when clock.stopped_at is null then 'late open' else 'late' end as result,
    1 as clocks
  from cut
  cross join lateral (
    select case_id, kind, breached_at, stopped_at
    from casework.clock
    where breached_at >= greatest(cut.hour, $1) and breached_at < least(cut.hour + interval '1 hour', $2) and kind = any ($4::text[])
    offset 0
  ) as clock
  union all
  select clock.case_id, clock.kind, clock.stopped_at,
    case when (clock.kind, clock.stopped_by) in (select * from kept_by) then 'kept' else 'called off' end, 1
  from cut
  cross join lateral (
    select case_id, kind, stopped_at, stopped_by
    from casework.clock
    where breached_at is null and kind <> 'periodic_update' and kind = any ($4::text[]) and not is_continued
      and stopped_at >= greatest(cut.hour, $1) and stopped_at < least(cut.hour + interval '1 hour', $2)
    offset 0
  ) as clock
  union all
  select clock.case_id, clock.kind, clock.due_at, case when clock.due_at <= (select now from moment) then 'late open' else 'open' end, 1
  from cut_of_running as cut
  cross join lateral (
    select case_id, kind, due_at
    from casework.clock
    where breached_at is null and stopped_at is null and kind = any ($4::text[])
      and due_at >= greatest(cut.hour, $1) and due_at < least(cut.hour + interval '1 hour', $2)
    offset 0
  ) as clock
  union all
  select case_id, kind, due_at, side.result, side.clocks
  from casework.clock_pause as pause
  join casework.clock using (case_id, kind, cycle)
  cross join (values ('late open', -1), ('open', 1)) as side (result, clocks)
  where pause.paused_until is null and clock.stopped_at is null and clock.breached_at is null and kind = any ($4::text[])
    and due_at >= $1 and due_at < $2 and due_at <= (select now from moment)
), result as (
  select policy_id, complaint, kind as clock, hour as at, clocks,
    case standing
      when 'late' then 'late open'
      when 'ended_late' then 'late'
      when 'stopped' then case when (kind, stopped_by) in (select * from kept_by) then 'kept' else 'called off' end
      else case when hour < (select hour from moment) then 'late open' else 'open' end
    end as result
  from casework.clock_count
  where hour >= $1 and hour < $2 and kind = any ($4::text[])
    and hour not in (select hour from cut) and (standing <> 'running' or hour <> (select hour from moment))
  union all
  -- One by one: an hour's cases are few, and the planner would read all there are.
  select case_record.policy_id, case_record.kind, part.clock, part.at, part.clocks, part.result
  from part
  cross join lateral (select policy_id, kind from casework.case_record where case_record.case_id = part.case_id offset 0) as case_record
), counted as (
  select policy_id, complaint, width_bucket(at, $3::timestamptz[]) as step, clock, result, sum(clocks) as clocks
  from result
  group by policy_id, complaint, step, clock, result
)
select policy_id, complaint, step, clock,
  coalesce(sum(clocks) filter (where result = 'kept'), 0)::bigint as kept,
  coalesce(sum(clocks) filter (where result in ('late', 'late open')), 0)::bigint as late,
  coalesce(sum(clocks) filter (where result = 'late open'), 0)::bigint as late_running,
  coalesce(sum(clocks) filter (where result = 'called off'), 0)::bigint as called_off,
  coalesce(sum(clocks) filter (where result = 'open'), 0)::bigint as running
from counted
group by grouping sets ((policy_id, complaint, clock), (clock), (step, clock))
having sum(clocks) > 0
order by clock, policy_id, complaint, step
