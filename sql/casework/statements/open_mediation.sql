-- Case, mediator, dispute, by whom. Nothing where one goes on; the case's row is locked.
insert into casework.mediation (case_id, number, mediator, dispute, opened_by, opened_at)
select $1, 1 + coalesce(max(number), 0), $2, $3, $4, casework.business_now()
from casework.mediation
where case_id = $1
having count(*) filter (where closed_at is null) = 0
returning number
