-- Merchant, the orders; then of each item its order, line, SKU, quantity, price and category. Lines that are not given any more go, the
-- others are written where they differ: a repeated import writes nothing. Returns the orders that were touched. Their rows
-- are locked by this transaction already.
with touched as (
  select order_id, reference from casework.order_record where merchant = $1 and reference = any ($2::text[])
), given as materialized (
  select touched.order_id, item.line, item.sku, item.quantity, item.unit_price_minor, item.category
  from unnest($3::text[], $4::smallint[], $5::text[], $6::int[], $7::bigint[], $8::text[])
    as item (reference, line, sku, quantity, unit_price_minor, category)
  join touched using (reference)
), gone as (
  delete from casework.order_item
  using touched
  where order_item.order_id = touched.order_id
    and not exists (select from given where (given.order_id, given.line) = (order_item.order_id, order_item.line))
  returning order_item.order_id
), written as (
  insert into casework.order_item as old (order_id, line, sku, quantity, unit_price_minor, category)
  select order_id, line, sku, quantity, unit_price_minor, category from given
  on conflict (order_id, line) do update
  set sku = excluded.sku, quantity = excluded.quantity, unit_price_minor = excluded.unit_price_minor,
    category = excluded.category
  where (old.sku, old.quantity, old.unit_price_minor, old.category)
    is distinct from (excluded.sku, excluded.quantity, excluded.unit_price_minor, excluded.category)
  returning old.order_id
)
select reference
from touched
where order_id in (select order_id from gone union all select order_id from written)
