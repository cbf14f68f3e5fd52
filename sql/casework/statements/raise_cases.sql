-- Cases, levels. An attribute, not a state: the work goes on. Never down.
update casework.case_record
set escalation_level = greatest(escalation_level, given.level)
from unnest($1::bigint[], $2::int[]) as given (case_id, level)
where case_record.case_id = given.case_id
