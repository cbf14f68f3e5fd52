-- Notifications, moment: the person has told the customer, and so it has arrived, too.
update casework.notification
set sent_at = $2, delivered_at = $2
where notification_id = any ($1)
