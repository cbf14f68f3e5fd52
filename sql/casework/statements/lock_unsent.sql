-- Those of the notifications that nobody has marked yet.
select notification_id, case_id, kind, created_at
from casework.notification
where notification_id = any ($1) and sent_at is null and handed_at is null and suppressed_at is null
order by notification_id
for no key update
