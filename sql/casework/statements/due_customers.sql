-- The same for names and addresses: of customers all of whose cases have been closed for so long, each by its own policy, and who have not
-- ordered since. A customer without a case is none of ours to forget.
with rule as materialized (
  select * from unnest($1::text[], $2::text[], $3::timestamptz[]) as rule (policy_id, policy_version, cutoff)
)
select customer.customer_id
from casework.customer
where (customer.name, customer.email, customer.locale) is distinct from (null, null, null)
  and exists (
    select
    from casework.case_record
    join rule using (policy_id, policy_version)
    where case_record.customer_id = customer.customer_id and case_record.closed_at < rule.cutoff
      and not exists (
        select from casework.order_record
        where order_record.customer_id = customer.customer_id and order_record.ordered_at >= rule.cutoff))
  and not exists (
    select
    from casework.case_record
    left join rule using (policy_id, policy_version)
    where case_record.customer_id = customer.customer_id and (case_record.closed_at < rule.cutoff) is not true)
order by customer.customer_id
limit $4
for no key update of customer skip locked
