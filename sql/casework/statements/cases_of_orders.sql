-- Merchant, references of orders. The cases about them that may be decided otherwise now, or whose customers are to hear of it, from an index of nothing else. Without a lock: an
-- order is locked after its cases, and these orders are locked already; whoever takes the cases up looks again.
select case_id, band
from casework.case_record
where merchant = $1 and order_reference = any ($2) and state not in ('resolved', 'rejected', 'closed', 'withdrawn')
order by case_id
