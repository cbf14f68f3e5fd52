-- Cases, kinds, starts, ends, unrolled ends, thresholds as array literals (arrays of arrays must be rectangular), what a
-- breach does, states in which it stands still (as array literals, too). A kind that ran before gets its next cycle; earlier ones stay
-- as they were (Zammad and Frappe rewrite them, and with them the statistics). Several cycles of one kind in one batch would collide
-- on the key. One that starts while its case is in such a state stands still from the start. Rows come back in the order given.
with given as materialized (
  select given.*, 1 + coalesce(
      (select max(clock.cycle) from casework.clock where (clock.case_id, clock.kind) = (given.case_id, given.kind)),
      0) as cycle
  from unnest(
      $1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[], $8::text[])
    with ordinality as given (case_id, kind, started_at, due_at, warn_at, thresholds, on_breach, paused_in, position)
), started as (
  insert into casework.clock (case_id, kind, cycle, started_at, due_at, warn_at, thresholds, on_breach, paused_in)
  select case_id, kind, cycle, started_at, due_at, warn_at, thresholds::smallint[], on_breach, paused_in::text[]
  from given
), paused as (
  insert into casework.clock_pause (case_id, kind, cycle, paused_from)
  select given.case_id, given.kind, given.cycle, given.started_at
  from given
  join casework.case_record using (case_id)
  where case_record.state = any (given.paused_in::text[])
)
select cycle::smallint from given order by position
