-- Cases, kinds, actors, moments, details. In the order of the arrays: event ids are the order of the history.
insert into casework.case_event (case_id, kind, actor, occurred_at, details)
select case_id, kind, actor, occurred_at, details
from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::jsonb[]) with ordinality
  as given (case_id, kind, actor, occurred_at, details, position)
order by position
