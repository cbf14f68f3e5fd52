-- The answers to the closed questions of the same surveys: from, to (exclusive).
select case_record.kind, given.question, given.answer, count(*) as answers
from casework.survey
join casework.case_record using (case_id)
cross join lateral jsonb_each_text(survey.answers) as given (question, answer)
where survey.asked_at >= $1 and survey.asked_at < $2
group by case_record.kind, given.question, given.answer
order by case_record.kind, given.question, given.answer
