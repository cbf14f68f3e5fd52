-- Orders with their items and payments, as arrays of one length for each.
select order_id, currency::text as currency, ordered_at, promised_on::text as promised_on, promised_zone, delivered_at, status,
  array(select sku from casework.order_item as item where item.order_id = order_record.order_id order by line)
    as item_skus,
  array(select quantity from casework.order_item as item where item.order_id = order_record.order_id order by line)
    as item_quantities,
  array(select unit_price_minor from casework.order_item as item where item.order_id = order_record.order_id order by line)
    as item_prices,
  array(select category from casework.order_item as item where item.order_id = order_record.order_id order by line)
    as item_categories,
  array(select means from casework.order_payment as payment where payment.order_id = order_record.order_id order by line)
    as payment_means,
  array(select amount_minor from casework.order_payment as payment where payment.order_id = order_record.order_id order by line)
    as payment_amounts
from casework.order_record
where order_id = any ($1)
