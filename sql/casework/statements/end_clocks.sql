-- Cases, kinds, cycles, whether it is a breach, moment. A commitment that ran out is breached and goes on being owed; a wait that ran out
-- is over. What was stopped meanwhile stays as it is.
update casework.clock
set breached_at = case when given.is_breach then clock.due_at else clock.breached_at end,
  stopped_at = case when given.is_breach then clock.stopped_at else $5 end,
  stopped_by = case when given.is_breach then clock.stopped_by else 'expired' end
from unnest($1::bigint[], $2::text[], $3::int[], $4::boolean[]) as given (case_id, kind, cycle, is_breach)
where (clock.case_id, clock.kind, clock.cycle) = (given.case_id, given.kind, given.cycle)
  and clock.stopped_at is null and clock.breached_at is null
