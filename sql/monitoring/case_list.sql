-- Cases, newest first, in one state or (null) in any, and of one responsible person or (null) of any: from the primary key, or from
-- case_record_state.
select reference, external_reference, kind, state, received_at, responsible, escalation_level
from casework.case_record
where ($1::text is null or state = $1) and ($3::text is null or lower(responsible) = lower($3))
order by case_id desc
limit $2
