-- Notifications, reasons, moment.
update casework.notification
set bounced_at = $3, bounce_reason = given.reason
from unnest($1::bigint[], $2::text[]) as given (notification_id, reason)
where notification.notification_id = given.notification_id
