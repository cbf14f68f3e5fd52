-- Cases, by whom, moments.
update casework.manual_review
set closed_at = given.closed_at, closed_by = given.closed_by
from unnest($1::bigint[], $2::text[], $3::timestamptz[]) as given (case_id, closed_by, closed_at)
where manual_review.case_id = given.case_id and manual_review.closed_at is null
