-- Cases, by whom, moment.
update casework.manual_review
set closed_at = $3, closed_by = $2
where case_id = any ($1) and closed_at is null
