-- Cases, kinds, starts, ends, unrolled ends, thresholds as array literals (arrays of arrays must be rectangular), what a
-- breach does. A kind that ran before gets its next cycle; earlier ones stay as they were (Zammad and Frappe rewrite them, and
-- with them the statistics). Several cycles of one kind in one batch would collide on the key. Rows come back in the order given.
with given as materialized (
  select given.*, 1 + coalesce(
      (select max(clock.cycle) from casework.clock where (clock.case_id, clock.kind) = (given.case_id, given.kind)),
      0) as cycle
  from unnest(
      $1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[])
    with ordinality as given (case_id, kind, started_at, due_at, warn_at, thresholds, on_breach, position)
), started as (
  insert into casework.clock (case_id, kind, cycle, started_at, due_at, warn_at, thresholds, on_breach)
  select case_id, kind, cycle, started_at, due_at, warn_at, thresholds::smallint[], on_breach
  from given
)
select cycle::smallint from given order by position
