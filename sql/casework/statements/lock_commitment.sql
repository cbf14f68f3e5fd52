-- Case, number.
select number::int, what, owner, promised_for, cycle::int, kept_at is not null as is_kept, replaced_by is not null as is_replaced
from casework.commitment
where case_id = $1 and number = $2::int
for no key update
