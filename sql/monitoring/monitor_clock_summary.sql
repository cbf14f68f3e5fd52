-- Running clocks by kind and by the highest of their own thresholds that is passed: 0 none, 100 the end. From the
-- clocks themselves, not from the alerts: those are raised by workers, and a monitor must be right when there are none.
-- A finished pause has moved the end already and uses up nothing; one that lasts stops the time at its beginning.
-- Thresholds are whole percents, so clocks are grouped by theirs first and compared afterwards: 240 000 clocks took 7 times
-- as long when each was compared by itself; date_part counts in double precision, where extract takes numeric.
with moment as materialized (
  select casework.business_now() as now
), pause as (
  select case_id, kind, cycle,
    coalesce(sum(paused_until - paused_from), interval '0') as finished,
    min(paused_from) filter (where paused_until is null) as paused_from
  from casework.clock_pause
  group by case_id, kind, cycle
), stage as (
  select clock.kind, clock.thresholds, pausing.is_paused,
    case when clock.breached_at is not null or (clock.due_at <= moment.now and not pausing.is_paused) then null
      else floor(
        100 * date_part('epoch', coalesce(pause.paused_from, moment.now) - clock.started_at - pausing.finished)
          / nullif(date_part('epoch', clock.due_at - clock.started_at - pausing.finished), 0))
    end as percent, -- null: over
    count(*) as clocks, min(clock.due_at) as next_due_at
  from casework.clock
  cross join moment
  left join pause using (case_id, kind, cycle)
  cross join lateral (
    select coalesce(pause.finished, interval '0') as finished, pause.paused_from is not null as is_paused
  ) as pausing
  where clock.stopped_at is null
  group by 1, 2, 3, 4
)
select kind, level, sum(clocks)::bigint as clocks,
  coalesce(sum(clocks) filter (where is_paused), 0)::bigint as paused, min(next_due_at) as next_due_at
from stage
cross join lateral (
  select case
      when percent is null then 100
      else coalesce((select max(threshold) from unnest(thresholds) as threshold where threshold <= percent), 0)
    end::smallint as level
) as reached
group by kind, level
order by kind, level
