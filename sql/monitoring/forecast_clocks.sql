-- The clocks of the kinds $1 that end within $2 seconds, next due first, up to $3 of them: from clock_running, without those that
-- stand still or are over. With what the case waits for: since when it is in its state (on the server's clock, as jobs are), its open review and tasks,
-- the messages that are owed, and whether one of them lies with a person who is to pass it on.
select case_record.reference, clock.kind, clock.due_at, case_record.state, case_record.band, case_record.responsible,
  extract(epoch from now() - coalesce(last_event.recorded_at, case_record.created_at))::float8 as seconds_in_state,
  review.opened_at as review_opened_at,
  exists (
    select from casework.task
    where task.case_id = clock.case_id and task.kind <> 'carrier_claim' and done_at is null and failed_at is null) as has_open_task, case_record.policy_id, case_record.policy_version,
  coalesce(owed.kinds, '{}') as owed, coalesce(owed.handed, '{}') as handed,
  coalesce(extract(epoch from (select casework.business_now()) - owed.oldest_at), 0)::float8 as owed_seconds
from casework.clock
join casework.case_record using (case_id)
left join casework.manual_review as review on review.case_id = clock.case_id and review.closed_at is null
left join lateral (
  select recorded_at from casework.case_event where case_event.case_id = clock.case_id order by event_id desc limit 1
) as last_event on true
left join lateral (
  select array_agg(kind) filter (where handed_at is null) as kinds, array_agg(kind) filter (where handed_at is not null) as handed,
    min(created_at) filter (where handed_at is null) as oldest_at
  from casework.notification
  where notification.case_id = clock.case_id and sent_at is null and suppressed_at is null
) as owed on true
where clock.stopped_at is null and clock.breached_at is null and clock.kind = any ($1)
  and clock.due_at > (select casework.business_now()) and clock.due_at <= (select casework.business_now()) + make_interval(secs => $2)
  and not exists (
    select from casework.clock_pause as pause
    where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null)
order by clock.due_at, clock.case_id, clock.kind
limit $3
