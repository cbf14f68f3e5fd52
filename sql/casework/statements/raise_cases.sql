-- Cases, levels, who answers for them from now on (null: who did). An attribute, not a state: the work goes on. Never down.
update casework.case_record
set escalation_level = greatest(escalation_level, given.level),
  responsible = coalesce(given.responsible, case_record.responsible)
from unnest($1::bigint[], $2::int[], $3::text[]) as given (case_id, level, responsible)
where case_record.case_id = given.case_id
