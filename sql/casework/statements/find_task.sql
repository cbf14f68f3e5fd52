-- Task: its case.
select case_record.reference
from casework.task
join casework.case_record using (case_id)
where task_id = $1
