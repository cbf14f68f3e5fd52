-- The story of a case, newest fact first, up to $2: its history, and what tables say that the history does not: when messages were
-- written, clocks started and stopped, what each option was worth, payments whose outcome nobody knew, promises that were broken. Details are
-- ids, amounts, times and words of ours. Every table has an index that begins with the case, so the cost is that of the one case.
with wanted as materialized (
  select case_id from casework.case_record where reference = $1
), fact as (
  select occurred_at as at, 1 as rank, event_id as place, kind, actor, details
  from casework.case_event
  where case_id = (select case_id from wanted)
  union all
  select decision.decided_at, 2, option.position, 'option_listed', null,
    jsonb_strip_nulls(jsonb_build_object(
      'decision', option.decision_version, 'position', option.position, 'remedy', option.remedy,
      'amount', case
        when option.amount_minor is not null
        then jsonb_build_object('minor_units', option.amount_minor, 'currency', option.currency)
      end,
      'default', option.is_default, 'needs_return', option.needs_return, 'until', casework.instant_text(option.valid_until)))
  from casework.remedy_option as option
  join casework.decision on (decision.case_id, decision.version) = (option.case_id, option.decision_version)
  where option.case_id = (select case_id from wanted)
  union all
  select progress.occurred_at, 3, progress.entry_id, 'payment_unknown', null,
    jsonb_build_object(
      'entry', progress.entry_id, 'remedy', entry.remedy,
      'amount', jsonb_build_object('minor_units', entry.amount_minor, 'currency', entry.currency))
  from casework.ledger_entry as entry
  join casework.ledger_progress as progress using (entry_id)
  where entry.case_id = (select case_id from wanted) and progress.status = 'unknown'
  union all
  select created_at, 4, notification_id, 'message_written', null,
    jsonb_build_object('notification', notification_id, 'message', kind, 'channel', channel)
  from casework.notification
  where case_id = (select case_id from wanted)
  union all
  select started_at, 5, cycle, 'clock_started', null,
    jsonb_build_object('clock', kind, 'cycle', cycle, 'due', casework.instant_text(due_at))
  from casework.clock
  where case_id = (select case_id from wanted)
  union all
  select stopped_at, 6, cycle, 'clock_stopped', null,
    jsonb_strip_nulls(jsonb_build_object(
      'clock', kind, 'cycle', cycle, 'because', stopped_by, 'late', breached_at is not null))
  from casework.clock
  where case_id = (select case_id from wanted) and stopped_at is not null
  union all
  select broken_at, 7, number, 'promise_broken', null, jsonb_build_object('promise', number, 'what', what, 'owner', owner)
  from casework.commitment
  where case_id = (select case_id from wanted) and broken_at is not null
)
select at, kind, actor, details::text as details
from fact
order by at desc, rank desc, place desc
limit $2
