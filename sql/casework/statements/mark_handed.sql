-- Notifications, languages, moment: in the hands of a person, who has still to tell the customer.
update casework.notification
set handed_at = $3, sent_by = 'hand', locale_used = given.language
from unnest($1::bigint[], $2::text[]) as given (notification_id, language)
where notification.notification_id = given.notification_id
