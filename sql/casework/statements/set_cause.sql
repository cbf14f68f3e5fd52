-- Case, code, by whom, moment. No row: there is no such cause.
insert into casework.case_cause (case_id, code, set_by, set_at)
select $1::bigint, code, $3::text, $4::timestamptz
from casework.cause
where code = $2
on conflict (case_id) do update set code = excluded.code, set_by = excluded.set_by, set_at = excluded.set_at
returning code
