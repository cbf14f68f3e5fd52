-- Complaints received in a period, by any of kind, cause, product, carrier and seller ($3); what is not asked for or not known is ''. From, to
-- (exclusive), dimensions. A complaint about an order of several products counts for each of them, with its
-- whole cost: nobody has said which one it is about. The index on received_at bounds it; each case knows whether a
-- commitment was broken, and only what was done with its ledger entries is looked up, once they are chosen. They come later than their complaint. Reversals are
-- entries with negative amounts: the sums are net.
with chosen as materialized (
  select case_record.case_id,
    case when 'kind' = any ($3::text[]) then case_record.kind else '' end as kind,
    case when 'cause' = any ($3::text[]) then coalesce(case_cause.code, '') else '' end as cause,
    case when 'product' = any ($3::text[]) then coalesce(product.sku, '') else '' end as product,
    case when 'carrier' = any ($3::text[]) then coalesce(order_record.carrier, '') else '' end as carrier,
    case when 'seller' = any ($3::text[]) then coalesce(order_record.seller, '') else '' end as seller,
    case_record.parent_case_id is not null as is_repeat, case_record.is_late
  from casework.case_record
  left join casework.case_cause using (case_id)
  left join casework.order_record using (order_id)
  left join lateral (
    select distinct order_item.sku
    from casework.order_item
    where 'product' = any ($3::text[]) and order_item.order_id = case_record.order_id
  ) as product on true
  where case_record.received_at >= $1 and case_record.received_at < $2
), entry as materialized (
  select kind, cause, product, carrier, seller, entry.entry_id, entry.currency::text as currency, entry.amount_minor
  from chosen
  join casework.ledger_entry as entry using (case_id)
  where entry.intended_at >= $1
), cost as (
  select kind, cause, product, carrier, seller, currency, sum(amount_minor)::bigint as minor_units
  from entry
  where 'done' = (
    select status from casework.ledger_progress as step where step.entry_id = entry.entry_id order by step.step desc limit 1)
  group by kind, cause, product, carrier, seller, currency
), costs as (
  select kind, cause, product, carrier, seller,
    jsonb_agg(jsonb_build_object('currency', currency, 'minor_units', minor_units) order by currency) as cost
  from cost
  group by kind, cause, product, carrier, seller
), counted as (
  select kind, cause, product, carrier, seller, count(*) as cases,
    count(*) filter (where is_late) as late, count(*) filter (where is_repeat) as repeats
  from chosen
  group by kind, cause, product, carrier, seller
)
select counted.*, coalesce(costs.cost, '[]') as cost
from counted
left join costs using (kind, cause, product, carrier, seller)
order by cases desc, kind, cause, product, carrier, seller
