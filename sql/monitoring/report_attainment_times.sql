-- How long commitments took whose result fell into a period, without pauses: from, to (exclusive), by what each kind of clock is kept (kinds, reasons;
-- parallel). What is late and still runs: until now. By policy, complaint and clock; and by clock, where the first two are null.
--
-- Of every so manieth case (every), so that some $5 results are looked at, whatever there are: percentiles need each of them, and to look up and sort 200 000 took 300 ms.
-- Which cases is told by a hash of their ids, the same each time, and as good as chance. Each way to have a result from its own index
-- alone: clock_breach, clock_stopped, clock_running.
with moment as materialized (
  select now, date_part('epoch', now) as epoch from casework.business_now() as now
), sample as materialized (
  select greatest(1, ceil(sum(clocks) / $5::numeric))::int as every
  from casework.clock_count
  where standing in ('late', 'ended_late', 'stopped') and hour >= date_trunc('hour', $1::timestamptz, 'UTC') and hour < $2 and kind = any ($3::text[])
), ended as (
  -- Late, stopped since or not.
  select case_id, kind, cycle, started_at, stopped_at
  from casework.clock
  where breached_at >= $1 and breached_at < $2 and kind = any ($3::text[]) and hashint8(case_id) % (select every from sample) = 0
  union all
  -- Kept.
  select case_id, kind, cycle, started_at, stopped_at
  from casework.clock
  where breached_at is null and kind <> 'periodic_update' and stopped_at >= $1 and stopped_at < $2 and not is_continued
    and (kind, stopped_by) in (select * from unnest($3::text[], $4::text[])) and hashint8(case_id) % (select every from sample) = 0
  union all
  -- Over, and no worker has looked yet: in the hours of which the rollup knows that there may be some.
  select clock.*
  from (
    select kind, hour
    from casework.clock_count
    where standing = 'running' and hour >= date_trunc('hour', $1::timestamptz, 'UTC') and hour < $2 and hour <= (select now from moment)
      and kind = any ($3::text[])
    group by kind, hour
    having sum(clocks) > 0
  ) as over
  cross join lateral (
    select case_id, kind, cycle, started_at, stopped_at
    from casework.clock
    where clock.kind = over.kind and due_at >= greatest(over.hour, $1) and due_at < least(over.hour + interval '1 hour', $2)
      and breached_at is null and stopped_at is null and due_at <= (select now from moment)
      and hashint8(case_id) % (select every from sample) = 0
      and not exists (
        select from casework.clock_pause as pause
        where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null)
    offset 0
  ) as clock
), timed as (
  select case_record.policy_id, case_record.kind as complaint, ended.kind as clock,
    coalesce(date_part('epoch', ended.stopped_at), moment.epoch) - date_part('epoch', ended.started_at) - coalesce(paused.seconds, 0) as seconds
  from ended
  cross join moment
  cross join lateral (select policy_id, kind from casework.case_record where case_record.case_id = ended.case_id offset 0) as case_record
  left join lateral (
    select sum(date_part('epoch', coalesce(pause.paused_until, moment.now) - pause.paused_from)) as seconds
    from casework.clock_pause as pause
    where (pause.case_id, pause.kind, pause.cycle) = (ended.case_id, ended.kind, ended.cycle)
  ) as paused on true
)
select policy_id, complaint, clock, (select every from sample) as every, seconds[1] as median_seconds, seconds[2] as p95_seconds
from (
  select policy_id, complaint, clock, percentile_cont('{0.5,0.95}'::float8[]) within group (order by seconds) as seconds
  from timed
  group by grouping sets ((policy_id, complaint, clock), (clock))
) as summed
