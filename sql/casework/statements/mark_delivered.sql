-- Notifications, moment.
update casework.notification
set delivered_at = $2
where notification_id = any ($1)
