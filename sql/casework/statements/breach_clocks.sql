-- Cases, kinds, cycles. A breach is dated to the end of the clock, not to when somebody looked, and is never taken back.
update casework.clock
set breached_at = due_at
from unnest($1::bigint[], $2::text[], $3::int[]) as given (case_id, kind, cycle)
where (clock.case_id, clock.kind, clock.cycle) = (given.case_id, given.kind, given.cycle) and breached_at is null
