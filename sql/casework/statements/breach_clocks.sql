-- Cases, kinds, cycles. A breach is dated to the end of the clock, not to when somebody looked, and is never taken back. The promise that a
-- clock watches is broken with it.
with breached as (
  update casework.clock
  set breached_at = due_at
  from unnest($1::bigint[], $2::text[], $3::int[]) as given (case_id, kind, cycle)
  where (clock.case_id, clock.kind, clock.cycle) = (given.case_id, given.kind, given.cycle) and breached_at is null
  returning clock.case_id, clock.kind, clock.cycle, clock.due_at
)
update casework.commitment
set broken_at = coalesce(broken_at, due_at)
from breached
where (commitment.case_id, commitment.clock, commitment.cycle) = (breached.case_id, breached.kind, breached.cycle)
