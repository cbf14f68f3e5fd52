-- Customer.
select case_id from casework.case_record where customer_id = $1 order by case_id
