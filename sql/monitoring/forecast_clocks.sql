-- The clocks of the kinds $1 that end within $2 seconds, next due first, up to $3 of them, without those that
-- stand still or are over. With what the case waits for: since when it is in its state (on the server's clock, as jobs are; only in the states in which a
-- job is what it waits for), how many cases a person decides before it, whether a task of it is open, the messages that are owed, and whether one of them
-- lies with a person who is to pass it on. Persons decide in the order in which answers are due, and what is
-- due with others in the order in which it came in, as clock_running has it; what has no answer to wait for, or a late one, each counts as the
-- last.
-- Ends are those of days, so that thousands have the same one: they are taken in the order of clock_running, kind by kind, and looked up once they
-- are chosen.
with moment as materialized (
  select casework.business_now() as now
), timed as materialized (
  select first.*
  from (select distinct unnest($1::text[]) as kind) as wanted
  cross join lateral (
    select clock.case_id, clock.kind, clock.due_at
    from casework.clock
    where clock.kind = wanted.kind and clock.stopped_at is null and clock.breached_at is null
      and clock.due_at > (select now from moment) and clock.due_at <= (select now + make_interval(secs => $2) from moment)
      and not exists (
        select from casework.clock_pause as pause
        where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle) and pause.paused_until is null)
    order by clock.due_at, clock.case_id
    limit $3
  ) as first
  order by first.due_at, first.case_id, first.kind
  limit $3
), answering as materialized (
  select answer.case_id, row_number() over (order by answer.due_at, answer.case_id) - 1 as place
  from casework.clock as answer
  join casework.manual_review as review on review.case_id = answer.case_id and review.closed_at is null
  where answer.kind = 'answer' and answer.stopped_at is null and answer.due_at > (select now from moment)
)
select case_record.reference, timed.kind, timed.due_at, case_record.state, case_record.band, case_record.responsible,
  extract(epoch from now() - coalesce(last_event.recorded_at, case_record.created_at))::float8 as seconds_in_state,
  coalesce(
    answering.place,
    case
      when exists (select from casework.manual_review as review where review.case_id = timed.case_id and review.closed_at is null)
        then (select count(*) from casework.manual_review where closed_at is null) - 1
    end) as review_place,
  exists (
    select from casework.task
    where task.case_id = timed.case_id and task.kind <> 'carrier_claim' and done_at is null and failed_at is null) as has_open_task,
  case_record.policy_id, case_record.policy_version,
  coalesce(owed.kinds, '{}') as owed, coalesce(owed.handed, '{}') as handed,
  coalesce(extract(epoch from (select now from moment) - owed.oldest_at), 0)::float8 as owed_seconds
from timed
join casework.case_record using (case_id)
left join answering using (case_id)
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
