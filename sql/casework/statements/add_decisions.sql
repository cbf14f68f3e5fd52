-- Cases, versions, rounds, outcomes, bases, grounds, reasons, by whom, moments. The version comes from the caller, who holds the
-- case and has read its last one: a wrong one fails on the key.
insert into casework.decision (case_id, version, round, outcome, basis, ground, reasons, decided_by, decided_at)
select *
from unnest(
  $1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::text[], $9::timestamptz[])
