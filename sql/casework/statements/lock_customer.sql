-- Merchant, the shop's reference, a case's reference (either the first two, or the third): the customer. FOR UPDATE: no case of theirs is opened
-- meanwhile.
select customer_id
from casework.customer
where customer_id = coalesce(
  (select customer_id from casework.case_record where reference = upper($3::text)),
  (select customer_id from casework.customer where merchant = $1::text and reference = $2::text))
for update
