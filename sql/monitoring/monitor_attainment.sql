-- How far commitments were kept by policy and kind of complaint: from (until now), by what each kind of clock is kept (kinds, reasons;
-- parallel). As report_attainment judges, without what only a report tells: no times, no series, nothing by clock, nobody called off.
-- Whole hours from the rollup. What it cannot tell is read from the clocks, for each way to have a result from its own index (clock_breach, clock_stopped,
-- clock_running): the part of the first hour that is in the period, what has run out in this hour, and what stands still, and is not late for it.
with span as materialized (
  select now, $1::timestamptz as since, date_trunc('hour', $1, 'UTC') + interval '1 hour' as next_hour, date_trunc('hour', now, 'UTC') as hour
  from casework.business_now() as now
), whole as (
  select policy_id, complaint, standing = 'stopped' as is_kept, sum(clocks) as clocks
  from casework.clock_count
  where hour >= (select next_hour from span) and kind = any ($2::text[])
    and (standing in ('late', 'ended_late')
      or standing = 'stopped' and (kind, stopped_by) in (select * from unnest($2::text[], $3::text[]))
      or standing = 'running' and hour < (select hour from span))
  group by policy_id, complaint, is_kept
), part as (
  select case_id, false as is_kept, 1 as clocks
  from casework.clock
  where breached_at >= (select since from span) and breached_at < (select next_hour from span) and kind = any ($2::text[])
  union all
  select case_id, true, 1
  from casework.clock
  where breached_at is null and kind <> 'periodic_update'
    and stopped_at >= (select since from span) and stopped_at < (select next_hour from span)
    and not is_continued and (kind, stopped_by) in (select * from unnest($2::text[], $3::text[]))
  union all
  select case_id, false, 1
  from casework.clock
  where breached_at is null and stopped_at is null and kind = any ($2::text[])
    and due_at >= (select since from span) and due_at < (select least(next_hour, now) from span)
  union all
  select case_id, false, 1
  from casework.clock
  where breached_at is null and stopped_at is null and kind = any ($2::text[])
    and due_at >= (select greatest(next_hour, hour) from span) and due_at < (select now from span)
  union all
  select case_id, false, -1
  from casework.clock_pause as pause
  join casework.clock using (case_id, kind, cycle)
  where pause.paused_until is null and clock.stopped_at is null and clock.breached_at is null
    and due_at >= (select since from span) and due_at < (select now from span) and kind = any ($2::text[])
), result as (
  select * from whole
  union all
  -- One by one: an hour's cases are few, and the planner would read all there are.
  select case_record.policy_id, case_record.kind, part.is_kept, sum(part.clocks)
  from part
  cross join lateral (select policy_id, kind from casework.case_record where case_record.case_id = part.case_id offset 0) as case_record
  group by case_record.policy_id, case_record.kind, part.is_kept
)
select policy_id, complaint, coalesce(sum(clocks) filter (where is_kept), 0)::bigint as kept,
  coalesce(sum(clocks) filter (where not is_kept), 0)::bigint as late
from result
group by policy_id, complaint
having sum(clocks) > 0
