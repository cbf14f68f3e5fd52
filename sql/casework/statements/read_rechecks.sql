-- Cases. Whether the rules had the last word, without a result: what a person has asked or decided, and what is contested, is left to
-- that person. And whether the case's order is only known since.
select case_record.case_id, case_record.order_id is null and order_record.order_id is not null as is_order_new
from casework.case_record
join lateral (
  select outcome, decided_by
  from casework.decision
  where decision.case_id = case_record.case_id
  order by version desc
  limit 1
) as last_decision on last_decision.decided_by = 'rules' and last_decision.outcome in ('needs_information', 'manual_review')
left join casework.order_record
  on order_record.merchant = case_record.merchant and order_record.reference = case_record.order_reference
where case_record.case_id = any ($1)
