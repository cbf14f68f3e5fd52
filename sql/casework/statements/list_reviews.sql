-- What waits for a person: the nearest deadline first. Most: limit; only of that responsible person (null: of all).
select case_record.reference, case_record.kind, case_record.escalation_level, manual_review.reason,
  manual_review.proposal #>> '{}' as proposal, manual_review.opened_at, answer.due_at as answer_due
from casework.manual_review
join casework.case_record using (case_id)
left join casework.clock as answer
  on answer.case_id = case_record.case_id and answer.kind = 'answer' and answer.stopped_at is null
where manual_review.closed_at is null and ($2::text is null or lower(case_record.responsible) = lower($2))
order by answer.due_at nulls last, manual_review.review_id
limit $1
