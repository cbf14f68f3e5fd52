-- What became of the cases: by state and by the newest decision, if there is one. Reads every case: a report, not a gauge.
select case_record.state, decision.outcome, decision.basis, count(*) as cases
from casework.case_record
left join lateral (
  select outcome, basis
  from casework.decision
  where decision.case_id = case_record.case_id
  order by version desc
  limit 1
) as decision on true
group by case_record.state, decision.outcome, decision.basis
order by cases desc, case_record.state
