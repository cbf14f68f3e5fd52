-- Cases, kinds, cycles, reasons, moment. Waits whose time is over: ended, and no breach.
update casework.clock
set stopped_at = $5, stopped_by = given.reason
from unnest($1::bigint[], $2::text[], $3::int[], $4::text[]) as given (case_id, kind, cycle, reason)
where (clock.case_id, clock.kind, clock.cycle) = (given.case_id, given.kind, given.cycle)
