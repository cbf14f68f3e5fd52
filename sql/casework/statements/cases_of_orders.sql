-- Merchant, references of orders. The cases about them that may be decided otherwise now, from an index of nothing else. Without a lock: an
-- order is locked after its cases, and these orders are locked already; whoever takes the cases up looks again.
select case_id, band
from casework.case_record
where merchant = $1 and order_reference = any ($2) and state in ('awaiting_information', 'manual_review')
order by case_id
