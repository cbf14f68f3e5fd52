-- What the end of a clock may need of cases, besides what every step reads: why they were last decided as they were, the option of
-- that decision that applies when nobody chooses, when the customer last heard of it, or will when the outbox is worked through,
-- whether goods are to come back, and whether a question is still in the outbox.
select case_record.case_id, last_decision.reasons, standard.position, standard.remedy,
  standard.amount_minor, standard.currency::text as currency, standard.basis, standard.needs_return,
  (select max(coalesce(sent_at, created_at))
   from casework.notification
   where notification.case_id = case_record.case_id and suppressed_at is null) as last_message_at,
  exists (
    select from casework.task
    where task.case_id = case_record.case_id and task.kind = 'await_return'
      and task.done_at is null and task.failed_at is null) as awaits_return,
  exists (
    select from casework.notification
    where notification.case_id = case_record.case_id and notification.kind = 'information_request'
      and sent_at is null and handed_at is null and suppressed_at is null) as is_question_unsent
from casework.case_record
left join lateral (
  select version, reasons
  from casework.decision
  where decision.case_id = case_record.case_id
  order by version desc
  limit 1
) as last_decision on true
left join casework.remedy_option as standard
  on (standard.case_id, standard.decision_version) = (case_record.case_id, last_decision.version) and standard.is_default
where case_record.case_id = any ($1)
