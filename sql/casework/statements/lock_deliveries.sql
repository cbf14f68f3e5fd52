-- Notifications of which news has come; kinds that are answers; those of them that have come back now. Mails that were sent, locked after
-- their cases, and whether the customer has another answer that did not come back.
select notification.notification_id, notification.case_id, notification.kind, notification.facts,
  notification.delivered_at is not null as is_delivered, notification.bounced_at is not null as is_bounced,
  exists (
    select from casework.notification as other
    where other.case_id = notification.case_id and other.kind = any ($2) and other.notification_id <> all ($3)
      and other.notification_id <> notification.notification_id
      and other.sent_at is not null and other.bounced_at is null) as is_answered_otherwise
from casework.notification
where notification.notification_id = any ($1) and notification.sent_at is not null
order by notification.notification_id
for no key update of notification
