-- Customer, moment, by whom. Stays erased, whatever is imported; once more changes nothing.
update casework.customer
set name = null, email = null, locale = null, erased_at = coalesce(erased_at, $2), erased_by = coalesce(erased_by, $3)
where customer_id = $1
