-- All causes, with how many complaints are put down to each, and the changes that were made, newest first.
select cause.code, cause.title, cause.prevention,
  (select count(*) from casework.case_cause where case_cause.code = cause.code) as cases,
  coalesce((
    select jsonb_agg(jsonb_build_object(
        'what', what, 'made_on', made_on, 'told', told, 'recorded_by', recorded_by) order by made_on desc, change_id desc)
    from casework.cause_change
    where cause_change.code = cause.code), '[]') as changes
from casework.cause
order by cause.code
