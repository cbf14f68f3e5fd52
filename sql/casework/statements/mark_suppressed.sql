-- Notifications, moment.
update casework.notification
set suppressed_at = $2
where notification_id = any ($1)
