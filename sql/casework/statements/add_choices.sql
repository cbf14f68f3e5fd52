-- Cases, decisions, positions, by whom, moments.
insert into casework.remedy_choice (case_id, decision_version, position, chosen_by, chosen_at)
select *
from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::timestamptz[])
