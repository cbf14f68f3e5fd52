-- Merchant; references (each once), names, addresses, locales: customers whom no order has made known yet.
insert into casework.customer (merchant, reference, name, email, locale)
select $1, given.*
from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as given (reference, name, email, locale)
where not exists (
  select from casework.customer where customer.merchant = $1 and customer.reference = given.reference)
order by given.reference
on conflict (merchant, reference) do nothing
