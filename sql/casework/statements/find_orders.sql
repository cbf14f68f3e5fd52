-- Orders of a merchant by the references that complaints name, with whose they are.
select order_record.order_id, order_record.reference, customer.reference as customer_reference,
  customer.email as customer_email
from casework.order_record
left join casework.customer on customer.customer_id = order_record.customer_id
where order_record.merchant = $1 and order_record.reference = any ($2)
