-- Running clocks by kind and by the highest of their own thresholds that is passed: 0 none, 100 the end. From the
-- clocks themselves, not from the alerts: those are raised by workers, and a monitor must be right when there are none.
-- A finished pause has moved the end already and uses up nothing; one that lasts stops the time at its beginning.
-- It is all in what is done for each of half a million: first what is over and what has no thresholds, which is most and needs no reckoning;
-- thresholds ascend, so the last one passed is found by its place (the percent, held between 0 and 100, is of their type), and clocks are not grouped by their arrays; the moment is a value, not a join;
-- date_part counts in double precision, where extract takes numeric.
with moment as materialized (
  select casework.business_now() as now
), pause as (
  select case_id, kind, cycle,
    coalesce(sum(paused_until - paused_from), interval '0') as finished,
    min(paused_from) filter (where paused_until is null) as paused_from
  from casework.clock_pause
  group by case_id, kind, cycle
)
select kind,
  case
    when clock.breached_at is not null or (clock.due_at <= (select now from moment) and pause.paused_from is null) then 100
    when clock.thresholds = '{}' then 0
    else coalesce(clock.thresholds[width_bucket(greatest(0, least(100, floor(
      100 * date_part('epoch',
          coalesce(pause.paused_from, (select now from moment)) - clock.started_at - coalesce(pause.finished, interval '0'))
        / nullif(date_part('epoch', clock.due_at - clock.started_at - coalesce(pause.finished, interval '0')), 0))))::smallint,
      clock.thresholds)], 0)
  end::smallint as level,
  count(*) as clocks, count(pause.paused_from) as paused, min(clock.due_at) as next_due_at
from casework.clock
left join pause using (case_id, kind, cycle)
where clock.stopped_at is null
group by kind, level
order by kind, level
