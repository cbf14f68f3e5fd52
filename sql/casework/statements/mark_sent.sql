-- Notifications, ways, languages, message ids, moment.
update casework.notification
set sent_at = $5, sent_by = given.way, locale_used = given.language, message_id = given.message_id
from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as given (notification_id, way, language, message_id)
where notification.notification_id = given.notification_id
