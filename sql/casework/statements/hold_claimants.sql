-- Merchant; orders complained about; claimants' references (each once), names, addresses, locales.
--
-- Locks the customers that new cases may belong to: named, or the customers of the orders. Of two transactions with
-- complaints of one customer about one order, the second must see the first one's case, or the repeat is not recognised (S22).
-- In the order of the references, as upsert_customers.
--
-- What a claimant says of himself fills gaps, and replaces nothing: answers go to the address that the shop knows (S23).
with held as materialized (
  select customer_id
  from casework.customer
  where merchant = $1
    and (reference = any ($3::text[])
      -- An array: with a subquery no index serves the two sides of the or.
      or customer_id = any (array(
        select order_record.customer_id
        from casework.order_record
        where order_record.merchant = $1 and order_record.reference = any ($2::text[]))))
  order by reference
  for no key update
)
update casework.customer
set name = coalesce(customer.name, given.name),
  email = coalesce(customer.email, given.email),
  locale = coalesce(customer.locale, given.locale)
from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as given (reference, name, email, locale), held
where customer.merchant = $1
  and customer.reference = given.reference
  and customer.customer_id = held.customer_id
  and customer.erased_at is null
  and ((customer.name is null and given.name is not null)
    or (customer.email is null and given.email is not null)
    or (customer.locale is null and given.locale is not null))
