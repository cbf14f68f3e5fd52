-- Notifications that are still to be sent, each with all that its message may say, in one statement for the whole batch.
-- What belongs to a decision is that of the decision named in the facts; checks are those that it rests on, else the last ones.
-- Documents are jsonb of ids, words and amounts; names, addresses and words of the customer are columns and leave this query
-- for the message only.
-- is_early: an earlier message of the case is to be sent by another batch. has_bounced: a mail of the case has come back.
select notification.notification_id, notification.case_id, notification.kind, notification.channel, notification.locale,
  notification.facts, notification.created_at, (select casework.business_now()) as now,
  case_record.reference, case_record.state, case_record.kind as complaint, case_record.standing, case_record.order_reference, case_record.received_at,
  case_record.responsible, case_record.policy_id, case_record.policy_version,
  customer.name, customer.email, customer.erased_at is not null as is_erased,
  case_text.subject, case_text.body, said.body as statement,
  decision.version as decision_version, decision.outcome, decision.basis, decision.ground, decision.decided_by,
  decision.decided_at, offer.options, offer.valid_until, choice.position as chosen, choice.chosen_at,
  improved.made_on::text as improved_on, improved.told as improvement,
  checked.facts as checks, given.entries, given.usable_until,
  clocks.answer_due, clocks.target_due, clocks.answer_missed, clocks.remedy_due, clocks.return_due, clocks.information_due,
  clocks.follow_up_due, settled.resolved_at,
  case when order_record.delivered_at is null and order_record.status not in ('delivered', 'cancelled', 'unavailable')
    then order_record.promised_on::text end as promised_on,
  array(
    select earlier.notification_id
    from casework.notification as earlier
    where earlier.case_id = notification.case_id and earlier.notification_id < notification.notification_id
      and earlier.message_id is not null
    order by earlier.notification_id) as earlier_mails,
  exists (
    select from casework.notification as earlier
    where earlier.case_id = notification.case_id and earlier.notification_id < notification.notification_id
      and earlier.notification_id <> all ($1) and earlier.sent_at is null and earlier.handed_at is null
      and earlier.suppressed_at is null
  ) as is_early,
  exists (
    select from casework.notification as earlier
    where earlier.case_id = notification.case_id and earlier.bounced_at is not null) as has_bounced
from casework.notification
join casework.case_record using (case_id)
join casework.customer using (customer_id)
left join casework.case_text using (case_id)
left join casework.order_record using (order_id)
left join casework.decision
  on decision.case_id = notification.case_id and decision.version = (notification.facts ->> 'decision')::smallint
left join casework.remedy_choice as choice
  on (choice.case_id, choice.decision_version) = (decision.case_id, decision.version)
left join lateral (
  -- Of the decision, or the one that the message itself was written for.
  select body
  from casework.case_statement
  where case_statement.case_id = notification.case_id
    and (case_statement.decision_version = decision.version
      or case_statement.statement_id = (notification.facts ->> 'statement')::bigint)
) as said on true
left join lateral (
  select max(valid_until) as valid_until,
    jsonb_agg(
      jsonb_build_object(
        'remedy', remedy, 'basis', basis, 'needs_return', needs_return, 'is_default', is_default,
        'amount', case when amount_minor is not null
          then jsonb_build_object('minor_units', amount_minor, 'currency', currency) end)
      order by position) as options
  from casework.remedy_option
  where (remedy_option.case_id, remedy_option.decision_version) = (decision.case_id, decision.version)
) as offer on true
left join lateral (
  select jsonb_object_agg(name, facts) as facts
  from casework.check_result
  where check_result.case_id = notification.case_id
    and check_result.round = coalesce(
      nullif(decision.round, 0),
      (select max(round) from casework.order_snapshot where order_snapshot.case_id = notification.case_id))
) as checked on true
left join lateral (
  select min(voucher.valid_until) as usable_until,
    jsonb_agg(
      jsonb_build_object(
        'remedy', ledger.remedy, 'budget', ledger.budget, 'instrument', ledger.instrument, 'code', voucher.code,
        'amount', jsonb_build_object('minor_units', ledger.amount_minor, 'currency', ledger.currency))
      order by ledger.entry_id) as entries
  from casework.ledger
  left join casework.voucher using (idempotency_key)
  where (ledger.case_id, ledger.decision_version) = (decision.case_id, decision.version) and ledger.status = 'done'
    and ledger.reverses is null
) as given on true
left join lateral (
  -- The last change against what it is put down to, of which customers are told; or the one that the message is there to tell.
  select cause_change.made_on, cause_change.told
  from casework.case_cause
  join casework.cause_change using (code)
  where case_cause.case_id = notification.case_id and cause_change.told <> '{}'
    and cause_change.change_id = coalesce((notification.facts ->> 'change')::bigint, cause_change.change_id)
  order by cause_change.made_on desc, cause_change.change_id desc
  limit 1
) as improved on true
left join lateral (
  -- Of what has stopped, nothing is promised any more.
  select max(due_at) filter (where kind = 'answer' and stopped_at is null) as answer_due,
    max(due_at) filter (where kind = 'internal_target' and stopped_at is null) as target_due,
    max(due_at) filter (where kind = 'answer' and breached_at is not null) as answer_missed,
    max(due_at) filter (where kind = 'remedy' and stopped_at is null) as remedy_due,
    max(due_at) filter (where kind = 'goods_return' and stopped_at is null) as return_due,
    max(due_at) filter (where kind = 'information' and stopped_at is null) as information_due,
    max(due_at) filter (where kind = 'follow_up' and stopped_at is null) as follow_up_due
  from casework.clock
  where clock.case_id = notification.case_id
) as clocks on true
left join lateral (
  select max(occurred_at) as resolved_at
  from casework.case_event
  where case_event.case_id = notification.case_id and case_event.kind = 'state_changed'
    and case_event.details ->> 'to' = 'resolved'
) as settled on true
where notification.notification_id = any ($1) and notification.sent_at is null and notification.handed_at is null
  and notification.suppressed_at is null
order by notification.notification_id
