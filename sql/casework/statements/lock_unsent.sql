-- Those of the notifications that nobody has marked yet, each with what its leaving may mean to the clocks: when the decision was made
-- that it tells, whether the answer is owed, whether a clock runs towards it whose end lies ahead, and whether the customer can be mailed.
select notification.notification_id, notification.case_id, notification.kind, notification.channel, notification.facts,
  notification.created_at, decision.decided_at, timed.is_answer_owed, timed.is_answer_timed,
  customer.email is not null and not exists (
    select from casework.notification as earlier
    where earlier.case_id = notification.case_id and earlier.bounced_at is not null) as has_mail
from casework.notification
join casework.case_record using (case_id)
join casework.customer using (customer_id)
left join casework.decision
  on decision.case_id = notification.case_id and decision.version = (notification.facts ->> 'decision')::smallint
cross join lateral (
  select coalesce(bool_or(kind = 'answer'), false) as is_answer_owed,
    coalesce(bool_or(due_at > (select casework.business_now())), false) as is_answer_timed
  from casework.clock
  where clock.case_id = notification.case_id and clock.kind in ('answer', 'internal_target') and clock.stopped_at is null
) as timed
where notification.notification_id = any ($1) and notification.sent_at is null and notification.handed_at is null
  and notification.suppressed_at is null
order by notification.notification_id
for no key update of notification
