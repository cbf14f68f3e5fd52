-- Case, kind: when the running cycle of that clock ends. No row: none runs.
select due_at
from casework.clock
where case_id = $1 and kind = $2 and stopped_at is null
order by cycle desc
limit 1
