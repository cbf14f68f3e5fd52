-- Customers: what the shop says of them next counts again.
update casework.customer set name = null, email = null, locale = null where customer_id = any ($1)
