-- A cause, one of its changes, the day of that, kinds of messages that tell of changes, kinds that are news, the case to go on after, and how
-- many at most. Those who complained because of it and were content, or answered, and have had the last message before the change: of
-- several cases of one customer the last one; nobody whom a message has told of it. When each was written news.
select case_record.case_id, case_record.locale, case_record.received_at, case_record.policy_id, case_record.policy_version,
  array(
    select created_at
    from casework.notification
    where notification.case_id = case_record.case_id and notification.kind = any ($5) and notification.suppressed_at is null
      and notification.bounced_at is null
  ) as written
from casework.case_cause
join casework.case_record using (case_id)
join casework.customer using (customer_id)
where case_cause.code = $1 and case_record.case_id > $6 and case_record.state in ('resolved', 'closed')
  and case_record.erased_at is null and customer.erased_at is null
  and coalesce((
    select outcome <> 'rejected' from casework.decision
    where decision.case_id = case_record.case_id order by version desc limit 1), false)
  and not exists (
    select
    from casework.case_record as other
    join casework.case_cause as because on because.case_id = other.case_id and because.code = case_cause.code
    where other.customer_id = case_record.customer_id and other.case_id > case_record.case_id
      and other.state in ('resolved', 'closed') and other.erased_at is null)
  and not exists (
    select
    from casework.case_record as other
    join casework.notification on notification.case_id = other.case_id
    where other.customer_id = case_record.customer_id
      and ((notification.facts ->> 'change')::bigint = $2
        or (other.case_id = case_record.case_id and notification.kind = any ($4)
          and (notification.created_at at time zone 'UTC')::date >= $3::text::date)))
order by case_record.case_id
limit $7
