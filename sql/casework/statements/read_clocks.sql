-- Cases, kinds, cycles; the cases are locked by the caller. A clock with its pauses and with what was said of it. was_asked: the
-- customer was asked at its start or later whether all is well, so that its end closes the case instead of asking again.
select clock.case_id, clock.kind, clock.cycle, clock.started_at, clock.due_at, clock.warn_at, clock.thresholds, clock.on_breach,
  clock.stopped_at, clock.breached_at,
  coalesce(pauses.paused_from, '{}') as paused_from, coalesce(pauses.paused_until, '{}') as paused_until,
  coalesce(alerts.thresholds, '{}') as alerts,
  exists (
    select from casework.notification
    where notification.case_id = clock.case_id and notification.kind = 'survey'
      and notification.created_at >= clock.started_at) as was_asked
from unnest($1::bigint[], $2::text[], $3::int[]) as given (case_id, kind, cycle)
join casework.clock on (clock.case_id, clock.kind, clock.cycle) = (given.case_id, given.kind, given.cycle)
left join lateral (
  select array_agg(clock_pause.paused_from order by paused_from) as paused_from,
    array_agg(clock_pause.paused_until order by paused_from) as paused_until
  from casework.clock_pause
  where (clock_pause.case_id, clock_pause.kind, clock_pause.cycle) = (clock.case_id, clock.kind, clock.cycle)
) as pauses on true
left join lateral (
  select array_agg(clock_alert.threshold) as thresholds
  from casework.clock_alert
  where (clock_alert.case_id, clock_alert.kind, clock_alert.cycle) = (clock.case_id, clock.kind, clock.cycle)
) as alerts on true
order by clock.case_id, clock.kind, clock.cycle
