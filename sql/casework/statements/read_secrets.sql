-- Case: what an answer in public may not tell. Personal data: read for the check only.
select customer.name, customer.email, case_record.order_reference
from casework.case_record
join casework.customer using (customer_id)
where case_record.case_id = $1
