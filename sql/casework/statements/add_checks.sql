-- Cases, rounds, positions, names, outcomes, facts.
insert into casework.check_result (case_id, round, position, name, outcome, facts)
select *
from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[], $6::jsonb[])
