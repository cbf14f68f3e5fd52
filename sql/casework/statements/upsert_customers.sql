-- Merchant; references (each once), names, addresses, locales. The shop knows its customers: what it says replaces what was
-- there, what it leaves out stays. The erased stay erased. Sorted, so that two imports of overlapping files wait for each
-- other instead of deadlocking; untouched when nothing changes, so that a repeated import writes nothing.
insert into casework.customer (merchant, reference, name, email, locale)
select $1, given.*
from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as given (reference, name, email, locale)
order by given.reference
on conflict (merchant, reference) do update
set name = coalesce(excluded.name, customer.name),
  email = coalesce(excluded.email, customer.email),
  locale = coalesce(excluded.locale, customer.locale)
where customer.erased_at is null
  and (coalesce(excluded.name, customer.name), coalesce(excluded.email, customer.email),
    coalesce(excluded.locale, customer.locale))
    is distinct from (customer.name, customer.email, customer.locale)
