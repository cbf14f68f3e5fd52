-- Cases, locked in the order of their numbers, against everything but the key-share locks that new rows beside them take. What is
-- read of them is read by the next statement: this one still sees what was committed before it waited.
select case_id
from casework.case_record
where case_id = any ($1)
order by case_id
for no key update
