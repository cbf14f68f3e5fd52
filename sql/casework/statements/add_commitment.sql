-- Case, what, owner, made, promised for, cycle of its clock. Numbered on in its case, which is locked.
insert into casework.commitment (case_id, number, what, owner, made_at, promised_for, cycle)
select $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6::int
from casework.commitment
where case_id = $1
returning number::int
