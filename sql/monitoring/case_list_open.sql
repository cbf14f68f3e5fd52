-- What a person has open, newest first: case_record_open_responsible.
select reference, external_reference, kind, state, received_at, responsible, escalation_level
from casework.case_record
where lower(responsible) = lower($1) and state not in ('resolved', 'rejected', 'closed', 'withdrawn')
order by case_id desc
limit $2
