-- Cases, versions as read, new states, numbers of steps. Compare-and-set: a case that has moved on is not returned, and the
-- caller gives up. Locked in the order of their ids first, so that two batches wait for each other instead of deadlocking.
with given as (
  select * from unnest($1::bigint[], $2::int[], $3::text[], $4::int[]) as given (case_id, version, state, steps)
), held as materialized (
  select case_record.case_id, given.state, case_record.version + given.steps as version
  from casework.case_record
  join given on given.case_id = case_record.case_id and given.version = case_record.version
  order by case_record.case_id
  for no key update of case_record
)
update casework.case_record
set state = held.state, version = held.version,
  closed_at = case when held.state in ('closed', 'withdrawn') then (select casework.business_now()) end
from held
where case_record.case_id = held.case_id
returning case_record.case_id
