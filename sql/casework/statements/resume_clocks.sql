-- Cases, kinds, cycles, new ends, new unrolled ends. The pause that lasts is over, and the end has moved by what it took.
with given as (
  select * from unnest($1::bigint[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[])
    as given (case_id, kind, cycle, due_at, warn_at)
), resumed as (
  update casework.clock_pause
  set paused_until = greatest((select casework.business_now()), paused_from)
  from given
  where (clock_pause.case_id, clock_pause.kind, clock_pause.cycle) = (given.case_id, given.kind, given.cycle)
    and clock_pause.paused_until is null
)
update casework.clock
set due_at = given.due_at, warn_at = given.warn_at
from given
where (clock.case_id, clock.kind, clock.cycle) = (given.case_id, given.kind, given.cycle)
