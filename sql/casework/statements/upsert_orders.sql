-- Merchant; references (each once), customers' references, currencies, moments ordered, days promised, moments delivered,
-- statuses, carriers, sellers, zones of the promised days. Returns the orders that are new or not as they were: xmax is 0 only in a row
-- that nothing has replaced. Their customers were written just before, in this transaction.
insert into casework.order_record as old (
  merchant, reference, customer_id, currency, ordered_at, promised_on, delivered_at, status, carrier, seller, promised_zone)
select $1, given.reference, customer.customer_id, given.currency, given.ordered_at, given.promised_on::date,
  given.delivered_at, given.status, given.carrier, given.seller, given.promised_zone
from unnest(
    $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::text[],
    $11::text[])
  as given (
    reference, customer, currency, ordered_at, promised_on, delivered_at, status, carrier, seller, promised_zone)
join casework.customer on customer.merchant = $1 and customer.reference = given.customer
order by given.reference
on conflict (merchant, reference) do update
set customer_id = excluded.customer_id, currency = excluded.currency, ordered_at = excluded.ordered_at,
  promised_on = excluded.promised_on, delivered_at = excluded.delivered_at, status = excluded.status,
  carrier = excluded.carrier, seller = excluded.seller, promised_zone = excluded.promised_zone, recorded_at = now()
where (old.customer_id, old.currency, old.ordered_at, old.promised_on, old.delivered_at, old.status, old.carrier, old.seller,
    old.promised_zone)
  is distinct from (excluded.customer_id, excluded.currency, excluded.ordered_at, excluded.promised_on,
    excluded.delivered_at, excluded.status, excluded.carrier, excluded.seller, excluded.promised_zone)
returning reference, xmax = 0 as is_new
