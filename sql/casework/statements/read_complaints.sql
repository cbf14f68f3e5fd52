-- What cases claim, and who claims it. The order is looked for again: it may have been imported after the complaint.
select case_record.case_id, case_record.kind, case_record.standing, case_record.submitted_at, case_record.received_at,
  case_record.claimed_minor, case_record.claimed_currency::text as claimed_currency, case_record.desired_remedy,
  case_record.preference, case_record.product,
  case_record.evidence, case_record.parent_case_id is not null as is_repeat, order_record.order_id,
  case_record.order_id is null and order_record.order_id is not null as is_order_new,
  claimant.customer_id = owner.customer_id as is_owner, claimant.reference as claimant_reference,
  claimant.email as claimant_email, owner.reference as owner_reference, owner.email as owner_email,
  exists (
    select from casework.decision
    where decision.case_id = case_record.case_id and decision.outcome = 'needs_information') as was_asked,
  array(
    select task.kind from casework.task
    where task.case_id = case_record.case_id and task.failed_at is not null) as failed_tasks,
  (select max(task.done_at)
   from casework.case_record as earlier
   join casework.task using (case_id)
   where earlier.order_id = order_record.order_id and earlier.case_id <> case_record.case_id and task.kind = 'repair'
     and task.done_at <= case_record.submitted_at) as repaired_at
from casework.case_record
join casework.customer as claimant on claimant.customer_id = case_record.customer_id
left join casework.order_record
  on order_record.merchant = case_record.merchant and order_record.reference = case_record.order_reference
left join casework.customer as owner on owner.customer_id = order_record.customer_id
where case_record.case_id = any ($1)
order by case_record.case_id
