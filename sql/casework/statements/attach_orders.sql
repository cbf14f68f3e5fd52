-- Cases, orders: those that were imported after the complaints that name them.
update casework.case_record
set order_id = given.order_id
from unnest($1::bigint[], $2::bigint[]) as given (case_id, order_id)
where case_record.case_id = given.case_id and case_record.order_id is null
