/// The counts of clocks that are not what the clocks themselves say: none, in every snapshot. What a cycle is gone on with is looked for, not
/// believed.
let wrongClockCounts = """
  select standing || ' ' || hour || ' ' || kind || ' ' || stopped_by || ': ' || coalesce(counted.clocks, 0) || ' for '
    || coalesce(there.clocks, 0)
  from (
    select standing, hour, kind, stopped_by, policy_id, complaint, sum(clocks) as clocks
    from casework.clock_count
    group by standing, hour, kind, stopped_by, policy_id, complaint
    having sum(clocks) <> 0
  ) as counted
  full join (
    select place.standing, place.hour, clock.kind, place.stopped_by, policy_id, case_record.kind as complaint, count(*) as clocks
    from casework.clock
    join casework.case_record using (case_id)
    cross join lateral casework.clock_place(
      clock.kind, due_at, breached_at, stopped_at, clock.stopped_by,
      exists (
        select from casework.clock as next
        where (next.case_id, next.kind, next.started_at) = (clock.case_id, clock.kind, clock.started_at)
          and next.cycle = clock.cycle + 1 and next.kind in ('acknowledge', 'answer'))) as place
    group by place.standing, place.hour, clock.kind, place.stopped_by, policy_id, case_record.kind
  ) as there using (standing, hour, kind, stopped_by, policy_id, complaint)
  where counted.clocks is distinct from there.clocks
  """
