-- Cases, in the order of their numbers, so that two batches wait for each other instead of deadlocking; before any order, clock or
-- notification. Not FOR UPDATE: that would make every insert that refers to a case wait, too.
-- Alone in its statement: what is read by the next one includes whatever was committed while this one waited.
select case_id
from casework.case_record
where case_id = any ($1)
order by case_id
for no key update
