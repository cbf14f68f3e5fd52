-- Surveys that were asked in a period, by kind of complaint: from, to (exclusive).
select case_record.kind, count(*) as asked, count(survey.answered_at) as answered,
  count(*) filter (
    where exists (select from casework.survey_text where survey_text.notification_id = survey.notification_id)) as with_words
from casework.survey
join casework.case_record using (case_id)
where survey.asked_at >= $1 and survey.asked_at < $2
group by case_record.kind
order by case_record.kind
