-- The cases behind the numbers, next due first: running clocks of the kinds $1, of which at least $2 percent are used up, $3 at most. What is over
-- already is due earliest, so it leads the list. Of each kind the first ones, in the order of clock_running; of all these the first.
with moment as materialized (
  select casework.business_now() as now
), chosen as (
  select first.*
  from (select distinct unnest($1::text[]) as kind) as wanted
  cross join lateral (
    select running.case_id, running.kind, running.cycle, running.due_at, running.breached_at, used.percent, pause.paused_from
    from casework.clock as running
    left join lateral (
      select coalesce(sum(paused_until - paused_from), interval '0') as finished,
        min(paused_from) filter (where paused_until is null) as paused_from
      from casework.clock_pause
      where (clock_pause.case_id, clock_pause.kind, clock_pause.cycle) = (running.case_id, running.kind, running.cycle)
    ) as pause on true
    cross join lateral (
      select coalesce(100 * extract(epoch from coalesce(pause.paused_from, (select now from moment)) - running.started_at - pause.finished)
        / nullif(extract(epoch from running.due_at - running.started_at - pause.finished), 0), 0)::float8 as percent
    ) as used
    where running.kind = wanted.kind and running.stopped_at is null and used.percent >= $2
    order by running.due_at, running.case_id
    limit $3
  ) as first
  order by first.due_at, first.case_id, first.kind
  limit $3
)
select case_record.reference, chosen.kind, chosen.cycle, chosen.due_at, case_record.state, case_record.kind as complaint,
  case_record.responsible, case_record.escalation_level,
  extract(epoch from chosen.due_at - moment.now)::float8 as seconds_left,
  chosen.percent, chosen.paused_from is not null as is_paused,
  chosen.breached_at is not null or (chosen.due_at <= moment.now and chosen.paused_from is null) as is_over
from chosen
join casework.case_record using (case_id)
cross join moment
order by chosen.due_at, chosen.case_id, chosen.kind
