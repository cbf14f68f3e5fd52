-- Case; evidence, order, customer's reference, address: what the customer has sent, or said, on being asked. Who turns out to be the
-- order's customer gets the case (S23); who does not, keeps what he had. Returns whether all the evidence was there before.
update casework.case_record
set evidence = array(select distinct word from unnest(case_record.evidence || $2::text[]) as word order by word),
  order_reference = coalesce($3, case_record.order_reference),
  order_id = named.order_id,
  customer_id = coalesce(named.owner, case_record.customer_id)
from casework.case_record as old
left join lateral (
  select order_record.order_id,
    case when customer.reference = $4 or lower(customer.email) = lower($5) then customer.customer_id end as owner
  from casework.order_record
  join casework.customer using (customer_id)
  where order_record.merchant = old.merchant and order_record.reference = coalesce($3, old.order_reference)
) as named on true
where case_record.case_id = $1 and old.case_id = $1
returning old.evidence @> $2::text[] as is_known
