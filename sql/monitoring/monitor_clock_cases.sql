-- The cases behind the numbers, next due first: running clocks of the kinds $1, of which at least $2 percent are used up, from
-- clock_running. What is over already is due earliest, so it leads the list.
with moment as materialized (
  select casework.business_now() as now
)
select case_record.reference, clock.kind, clock.cycle, clock.due_at, case_record.state, case_record.kind as complaint,
  case_record.responsible, case_record.escalation_level,
  extract(epoch from clock.due_at - moment.now)::float8 as seconds_left,
  used.percent, pause.paused_from is not null as is_paused,
  clock.breached_at is not null or (clock.due_at <= moment.now and pause.paused_from is null) as is_over
from casework.clock
join casework.case_record using (case_id)
cross join moment
left join lateral (
  select coalesce(sum(paused_until - paused_from), interval '0') as finished,
    min(paused_from) filter (where paused_until is null) as paused_from
  from casework.clock_pause
  where clock_pause.case_id = clock.case_id and clock_pause.kind = clock.kind and clock_pause.cycle = clock.cycle
) as pause on true
cross join lateral (
  select coalesce(100 * extract(epoch from coalesce(pause.paused_from, moment.now) - clock.started_at - pause.finished)
    / nullif(extract(epoch from clock.due_at - clock.started_at - pause.finished), 0), 0)::float8 as percent
) as used
where clock.stopped_at is null
  and clock.kind = any ($1)
  and used.percent >= $2
order by clock.due_at, clock.case_id, clock.kind
limit $3
