-- Notifications, languages, message ids, moment: mails that left the house.
update casework.notification
set sent_at = $4, sent_by = 'mail', locale_used = given.language, message_id = given.message_id
from unnest($1::bigint[], $2::text[], $3::text[]) as given (notification_id, language, message_id)
where notification.notification_id = given.notification_id
