-- Cases. Whether the rules had the last word, without a result: what a person has asked or decided, and what is contested, is left to
-- that person. Whether the case's order is only known since. And for which day the order is promised now (null: for none, or nothing is
-- waited for any more), beside the day that the customer was told last, in a message of its own, else the one that the checks saw; null:
-- nothing of the order is the customer's to hear (S23).
select case_record.case_id,
  coalesce(last_decision.decided_by = 'rules' and last_decision.outcome in ('needs_information', 'manual_review'), false)
    as is_the_rules,
  case_record.order_id is null and order_record.order_id is not null as is_order_new,
  case when order_record.delivered_at is null and order_record.status not in ('delivered', 'cancelled', 'unavailable')
    then order_record.promised_on::text end as promised_on,
  case when seen.promised_on is not null then coalesce(told.new_date, seen.promised_on) end as known_on
from casework.case_record
left join casework.order_record
  on order_record.merchant = case_record.merchant and order_record.reference = case_record.order_reference
left join lateral (
  select outcome, decided_by
  from casework.decision
  where decision.case_id = case_record.case_id
  order by version desc
  limit 1
) as last_decision on true
left join lateral (
  select facts ->> 'promised_on' as promised_on
  from casework.check_result
  where check_result.case_id = case_record.case_id and name = 'delivery'
  order by round desc
  limit 1
) as seen on true
left join lateral (
  select facts ->> 'new_date' as new_date
  from casework.notification
  where notification.case_id = case_record.case_id and kind = 'status_update' and facts ? 'new_date' and suppressed_at is null
  order by notification_id desc
  limit 1
) as told on true
where case_record.case_id = any ($1)
