-- Merchant, the orders; then of each payment its order, line, means and amount. See replace_order_items.
with touched as (
  select order_id, reference from casework.order_record where merchant = $1 and reference = any ($2::text[])
), given as materialized (
  select touched.order_id, payment.line, payment.means, payment.amount_minor
  from unnest($3::text[], $4::smallint[], $5::text[], $6::bigint[])
    as payment (reference, line, means, amount_minor)
  join touched using (reference)
), gone as (
  delete from casework.order_payment
  using touched
  where order_payment.order_id = touched.order_id
    and not exists (
      select from given where (given.order_id, given.line) = (order_payment.order_id, order_payment.line))
  returning order_payment.order_id
), written as (
  insert into casework.order_payment as old (order_id, line, means, amount_minor)
  select order_id, line, means, amount_minor from given
  on conflict (order_id, line) do update
  set means = excluded.means, amount_minor = excluded.amount_minor
  where (old.means, old.amount_minor) is distinct from (excluded.means, excluded.amount_minor)
  returning old.order_id
)
select reference
from touched
where order_id in (select order_id from gone union all select order_id from written)
