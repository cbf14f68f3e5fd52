-- Cases, locked by the caller. What the end of a clock is decided upon: the demand for a deemed acceptance, the default for an offer
-- that runs out, and whether the answer is still awaited.
select case_record.case_id, case_record.version, case_record.state, case_record.standing, case_record.kind, case_record.band,
  case_record.policy_id, case_record.policy_version, case_record.order_id, case_record.submitted_at, case_record.received_at,
  case_record.claimed_minor, case_record.claimed_currency::text as claimed_currency, case_record.desired_remedy,
  claimant.reference as claimant_reference, claimant.email as claimant_email,
  buyer.reference as buyer_reference, buyer.email as buyer_email,
  coalesce(decision.version, 0)::int as decision_version, coalesce(snapshot.round, 0)::int as round,
  remedy_option.position::int as default_position,
  exists (
    select from casework.clock
    where clock.case_id = case_record.case_id and clock.kind = 'answer'
      and clock.stopped_at is null and clock.breached_at is null) as awaits_answer
from casework.case_record
join casework.customer as claimant on claimant.customer_id = case_record.customer_id
left join casework.order_record on order_record.order_id = case_record.order_id
left join casework.customer as buyer on buyer.customer_id = order_record.customer_id
left join lateral (
  select version from casework.decision where decision.case_id = case_record.case_id order by version desc limit 1
) as decision on true
left join lateral (
  select round from casework.order_snapshot where order_snapshot.case_id = case_record.case_id order by round desc limit 1
) as snapshot on true
left join casework.remedy_option
  on remedy_option.case_id = case_record.case_id and remedy_option.decision_version = decision.version
    and remedy_option.is_default
where case_record.case_id = any ($1)
order by case_record.case_id
