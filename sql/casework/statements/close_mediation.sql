-- Case, mediation, what became of it, the proposal that was agreed on, by whom.
update casework.mediation
set closed_at = casework.business_now(), outcome = $3, agreed_on = $4, closed_by = $5
where (case_id, number) = ($1, $2)
