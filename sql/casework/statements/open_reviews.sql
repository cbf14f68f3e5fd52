-- Cases, reasons, proposals, moments.
insert into casework.manual_review (case_id, reason, proposal, opened_at)
select *
from unnest($1::bigint[], $2::text[], $3::jsonb[], $4::timestamptz[])
