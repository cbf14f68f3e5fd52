-- Notifications that are in a person's hands, locked; whether the customer was told already.
select notification_id, case_id, kind, created_at, sent_at is not null as is_told
from casework.notification
where notification_id = any ($1) and handed_at is not null and suppressed_at is null
order by notification_id
for no key update
