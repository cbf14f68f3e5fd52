-- What happened to the case $1, the latest first, up to $2: from case_event_case. Details are ids and words of ours.
select event.kind, event.actor, event.occurred_at,
  coalesce(
    (select string_agg(key || ' ' || value, ', ' order by key) from jsonb_each_text(event.details) as detail (key, value)), '') as details
from casework.case_record
join casework.case_event as event using (case_id)
where case_record.reference = $1
order by event.event_id desc
limit $2
