-- Running clocks by kind and by the highest of their own thresholds that is passed: 0 none, 100 the end. From the clocks and their counts, not from
-- the alerts: those are raised by workers, and a monitor must be right when there are none.
-- How many run, and whose hour is over, is in the rollup; whose end is in this hour is looked up. Only what can be at risk is looked at one by one: what
-- has thresholds and is not over, and what stands still. All other clocks of a kind are on track. From clock_running alone.
-- A finished pause has moved the end already and uses up nothing; one that lasts stops the time at its beginning.
with moment as materialized (
  select now, date_part('epoch', now) as epoch, date_trunc('hour', now, 'UTC') as hour
  from casework.business_now() as now
), pause as materialized (
  select case_id, kind, cycle,
    coalesce(sum(date_part('epoch', paused_until - paused_from)), 0) as finished,
    min(paused_from) filter (where paused_until is null) as paused_from
  from casework.clock_pause
  group by case_id, kind, cycle
), total as materialized (
  select kind, sum(clocks) as clocks, sum(clocks) filter (where standing = 'late' or hour < (select hour from moment)) as past
  from casework.clock_count
  where standing in ('running', 'late')
  group by kind
  having sum(clocks) > 0
), this_hour as ( -- kind by kind, as the index has them
  select total.kind, ended.clocks as past
  from total
  cross join lateral (
    select count(*) as clocks
    from casework.clock
    where clock.kind = total.kind and stopped_at is null and breached_at is null
      and due_at >= (select hour from moment) and due_at <= (select now from moment)
  ) as ended
), still as materialized (
  select clock.*, pause.paused_from, pause.finished
  from pause
  join casework.clock using (case_id, kind, cycle)
  where pause.paused_from is not null and clock.stopped_at is null and clock.breached_at is null
), watched as (
  -- Thresholds ascend, so the last one passed is found by its place; what is not over is held below 100, of their type. Times are seconds in
  -- double precision, once each: to subtract intervals took as long as all the rest.
  select kind, is_still,
    coalesce(thresholds[width_bucket(greatest(0, least(99, floor(
      100 * (until - started - finished) / nullif(date_part('epoch', due_at) - started - finished, 0))))::smallint, thresholds)], 0) as level
  from (
    select clock.kind, clock.thresholds, date_part('epoch', clock.started_at) as started, clock.due_at,
      (select epoch from moment) as until, coalesce(pause.finished, 0) as finished, false as is_still
    from total
    cross join lateral (
      select case_id, kind, cycle, started_at, due_at, thresholds
      from casework.clock
      where clock.kind = total.kind and stopped_at is null and breached_at is null and due_at > (select now from moment) and thresholds <> '{}'
      offset 0
    ) as clock
    left join pause on (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle)
    where pause.paused_from is null
    union all
    select kind, thresholds, date_part('epoch', started_at), due_at, date_part('epoch', paused_from), finished, true from still
  ) as clock
), leveled as (
  select kind, level, count(*) as clocks, count(*) filter (where is_still) as paused
  from watched
  group by kind, level
), still_past as (
  select kind, count(*) as clocks from still where due_at <= (select now from moment) group by kind
), summed as (
  select total.kind, total.clocks,
    coalesce(total.past, 0) + coalesce(this_hour.past, 0) - coalesce(still_past.clocks, 0) as over
  from total
  left join this_hour using (kind)
  left join still_past using (kind)
), level as (
  select kind, level, clocks, paused from leveled where level > 0
  union all
  select kind, 100, over, 0 from summed
  union all
  select summed.kind, 0, summed.clocks - summed.over - coalesce(sum(leveled.clocks) filter (where leveled.level > 0), 0),
    coalesce(sum(leveled.paused) filter (where leveled.level = 0), 0)
  from summed
  left join leveled using (kind)
  group by summed.kind, summed.clocks, summed.over
)
select level.kind, level.level::smallint, level.clocks::bigint, level.paused::bigint, ahead.next_due_at
from level
left join lateral (
  select min(due_at) as next_due_at
  from casework.clock
  where clock.kind = level.kind and stopped_at is null and breached_at is null and due_at > (select now from moment)
) as ahead on level.level = 0
where level.clocks > 0 or level.level = 0
order by level.kind, level.level
