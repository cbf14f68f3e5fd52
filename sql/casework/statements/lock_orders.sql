-- Orders, in the order of their numbers. Whoever adds to an order's ledger holds this lock while it sums and inserts: without it two
-- cases could each find the money that is left, and both take it.
select order_id
from casework.order_record
where order_id = any ($1)
order by order_id
for no key update
