-- What waits for a person, oldest first, with the reason: manual_review_open holds nothing else.
select case_record.reference, case_record.kind as complaint, manual_review.reason, manual_review.opened_at
from casework.manual_review
join casework.case_record using (case_id)
where manual_review.closed_at is null
order by manual_review.opened_at, case_record.case_id
limit $1
