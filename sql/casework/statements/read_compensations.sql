-- Cases, decision versions. Those that are still to be compensated for exactly that decision, with what was chosen, and when what
-- watches it ends. The caller has locked the cases by a statement before this one, so that this one sees what was committed while it
-- waited. Was the parcel sent, as the shop says now: what never left is nobody's to claim.
select case_record.case_id, case_record.version, case_record.order_id, case_record.policy_id, case_record.policy_version,
  case_record.kind as complaint, coalesce(order_record.status in ('shipped', 'delivered'), false) as was_sent,
  -- Of the customer whose order it is: the how-many-th that was paid; 0: it is none.
  coalesce((
    select count(*)
    from casework.order_record as earlier
    where earlier.customer_id = order_record.customer_id and case_record.customer_id = order_record.customer_id
      and order_record.status in ('paid', 'shipped', 'delivered') and earlier.status in ('paid', 'shipped', 'delivered')
      and (earlier.ordered_at, earlier.order_id) <= (order_record.ordered_at, order_record.order_id)), 0)::int as paid_orders,
  decision.version as decision_version, remedy_option.remedy, remedy_option.amount_minor,
  remedy_option.currency::text as currency, remedy_option.basis, remedy_option.needs_return, remedy_choice.chosen_by,
  ends.remedy_due, ends.return_due
from unnest($1::bigint[], $2::int[]) as given (case_id, decision_version)
join casework.case_record on case_record.case_id = given.case_id
join casework.decision on decision.case_id = given.case_id and decision.version = given.decision_version
join casework.remedy_choice
  on remedy_choice.case_id = given.case_id and remedy_choice.decision_version = given.decision_version
join casework.remedy_option
  on (remedy_option.case_id, remedy_option.decision_version, remedy_option.position)
    = (remedy_choice.case_id, remedy_choice.decision_version, remedy_choice.position)
left join casework.order_record using (order_id)
cross join lateral (
  select max(due_at) filter (where kind = 'remedy') as remedy_due,
    max(due_at) filter (where kind = 'goods_return') as return_due
  from casework.clock
  where clock.case_id = given.case_id and stopped_at is null
) as ends
where case_record.state = 'compensating'
  and not exists (
    select from casework.decision as newer
    where newer.case_id = given.case_id and newer.version > given.decision_version)
order by case_record.case_id
