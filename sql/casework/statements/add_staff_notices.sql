-- Cases, kinds, what they are about, cycles (of the clock of a promise), ends of clocks, people, addresses, moments before which nobody is
-- told (null: none). To the person, or who made the promise, or who answers for the case: at the address that the list of handlers has; for
-- somebody who is not on it at the one that is given, and without one to nobody. Returns when each is to be told.
with addressed as materialized (
  select given.*, coalesce(handler.email, given.address) as recipient
  from unnest(
      $1::bigint[], $2::text[], $3::text[], $4::int[], $5::timestamptz[], $6::text[], $7::text[], $8::timestamptz[])
    with ordinality as given (case_id, kind, about, cycle, due_at, person, address, not_before, position)
  join casework.case_record using (case_id)
  left join casework.commitment as promise
    on given.about = 'promised_update' and (promise.case_id, promise.cycle) = (given.case_id, given.cycle)
  left join casework.handler
    on lower(handler.name) = lower(coalesce(given.person, promise.owner, case_record.responsible))
)
insert into casework.staff_notice (case_id, recipient, kind, about, due_at, occurred_at)
select case_id, recipient, kind, about, due_at, greatest((select casework.business_now()), not_before)
from addressed
where recipient is not null
order by position
returning case when occurred_at > (select casework.business_now()) then occurred_at end as run_at
