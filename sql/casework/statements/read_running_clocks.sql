-- Case, kinds: their running cycles, breached or not.
select kind, started_at, due_at, breached_at
from casework.clock
where case_id = $1 and kind = any ($2) and stopped_at is null
order by kind, cycle
