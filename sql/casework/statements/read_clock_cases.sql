-- Cases with what the end of a clock may need: how they stand, what was claimed, the last decision and its default.
select case_record.case_id, case_record.version, case_record.state, case_record.escalation_level, case_record.kind,
  case_record.standing, case_record.claimed_minor, case_record.claimed_currency::text as claimed_currency,
  case_record.desired_remedy, case_record.evidence, case_record.submitted_at, case_record.received_at,
  case_record.policy_id, case_record.policy_version, case_record.order_id,
  case_record.parent_case_id is not null as is_repeat,
  case_record.customer_id = order_record.customer_id as is_orders_customer,
  last_decision.version as decision_version, last_decision.round, last_decision.reasons,
  (select position
   from casework.remedy_option
   where (remedy_option.case_id, remedy_option.decision_version) = (case_record.case_id, last_decision.version)
     and is_default) as default_position
from casework.case_record
left join casework.order_record using (order_id)
left join lateral (
  select version, round, reasons
  from casework.decision
  where decision.case_id = case_record.case_id
  order by version desc
  limit 1
) as last_decision on true
where case_record.case_id = any ($1)
