-- Customer: what is known of the person beside the cases, as one document; see CustomerFile.
select jsonb_build_object(
  'merchant', customer.merchant,
  'reference', customer.reference,
  'name', customer.name,
  'email', customer.email,
  'locale', customer.locale,
  'erased', casework.instant_text(customer.erased_at),
  'orders', coalesce((
    select jsonb_agg(jsonb_build_object(
        'reference', o.reference, 'currency', o.currency, 'ordered', casework.instant_text(o.ordered_at),
        'promised', o.promised_on, 'delivered', casework.instant_text(o.delivered_at), 'status', o.status,
        'items', coalesce((
          select jsonb_agg(jsonb_build_object('sku', sku, 'quantity', quantity, 'price', unit_price_minor) order by line)
          from casework.order_item
          where order_item.order_id = o.order_id), '[]'),
        'payments', coalesce((
          select jsonb_agg(jsonb_build_object('means', means, 'amount', amount_minor) order by line)
          from casework.order_payment
          where order_payment.order_id = o.order_id), '[]'))
      order by o.order_id)
    from casework.order_record as o
    where o.customer_id = customer.customer_id), '[]'),
  'cases', array(
    select reference from casework.case_record as c where c.customer_id = customer.customer_id order by c.case_id),
  'accounts', coalesce((
    select jsonb_agg(jsonb_build_object('case', c.reference, 'account', case_text.iban) order by c.case_id)
    from casework.case_record as c
    join casework.case_text using (case_id)
    where c.customer_id = customer.customer_id and case_text.iban is not null), '[]'),
  'payouts', coalesce((
    select jsonb_agg(jsonb_build_object(
        'case', c.reference, 'means', payout.means, 'amount', payout.amount_minor, 'currency', payout.currency,
        'instructed', casework.instant_text(payout.instructed_at), 'file', payout.file_id)
      order by payout.payout_id)
    from casework.payout
    join casework.case_record as c using (case_id)
    where c.customer_id = customer.customer_id), '[]')
)::text as document
from casework.customer
where customer.customer_id = $1
