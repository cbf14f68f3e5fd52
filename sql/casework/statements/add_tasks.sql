-- Cases, versions of the decisions, kinds, ends, moment. The caller holds the cases and has read their tasks: a second of a kind is
-- a violated key.
insert into casework.task (case_id, decision_version, kind, due_at, opened_at)
select given.*, $5
from unnest($1::bigint[], $2::int[], $3::text[], $4::timestamptz[]) as given (case_id, decision_version, kind, due_at)
