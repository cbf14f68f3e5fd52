-- The clocks of the kinds $1 that end within $2 seconds, next due first, up to $3 of them: from clock_running, without those that
-- stand still or are over. With what the case waits for: since when it is in its state (on the server's clock, as jobs are; only in the states in which a
-- job is what it waits for), whether its review is open and a task of it, the messages that are owed, and whether one of them lies with a person who is to pass it on.
-- They are chosen first, and looked up then: ends are those of days, so that thousands have the same one and are sorted before the limit is
-- reached; to look up what each of 20 000 waits for took 400 ms.
with moment as materialized (
  select casework.business_now() as now
), timed as materialized (
  select clock.case_id, clock.kind, clock.due_at
  from casework.clock
  where clock.stopped_at is null and clock.breached_at is null and clock.kind = any ($1)
    and clock.due_at > (select now from moment) and clock.due_at <= (select now + make_interval(secs => $2) from moment)
    and not exists (
      select from casework.clock_pause as pause
      where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null)
  order by clock.due_at, clock.case_id, clock.kind
  limit $3
)
select case_record.reference, timed.kind, timed.due_at, case_record.state, case_record.band, case_record.responsible,
  extract(epoch from now() - coalesce(last_event.recorded_at, case_record.created_at))::float8 as seconds_in_state,
  exists (
    select from casework.manual_review as review
    where review.case_id = timed.case_id and review.closed_at is null) as has_open_review,
  exists (
    select from casework.task
    where task.case_id = timed.case_id and task.kind <> 'carrier_claim' and done_at is null and failed_at is null) as has_open_task,
  case_record.policy_id, case_record.policy_version,
  coalesce(owed.kinds, '{}') as owed, coalesce(owed.handed, '{}') as handed,
  coalesce(extract(epoch from (select now from moment) - owed.oldest_at), 0)::float8 as owed_seconds
from timed
join casework.case_record using (case_id)
left join lateral (
  select recorded_at
  from casework.case_event
  where case_event.case_id = timed.case_id and case_record.state = any ($4)
  order by event_id desc
  limit 1
) as last_event on true
left join lateral (
  select array_agg(kind) filter (where handed_at is null) as kinds, array_agg(kind) filter (where handed_at is not null) as handed,
    min(created_at) filter (where handed_at is null) as oldest_at
  from casework.notification
  where notification.case_id = timed.case_id and sent_at is null and suppressed_at is null
) as owed on true
order by timed.due_at, timed.case_id, timed.kind
