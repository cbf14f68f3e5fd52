-- Cases, in the order of their numbers, locked against everything but the key-share locks that new rows beside them take. What is
-- decided about them is read by the next statement: this one, when it had to wait, still sees what was committed before.
select case_id
from casework.case_record
where case_id = any ($1)
order by case_id
for no key update
