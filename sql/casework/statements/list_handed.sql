-- What is in people's hands and not told, the oldest first, from an index of nothing else. Most: limit.
select notification_id, case_record.reference, notification.kind, notification.channel, notification.locale_used as language,
  notification.handed_at, case_record.policy_id, case_record.policy_version
from casework.notification
join casework.case_record using (case_id)
where notification.handed_at is not null and notification.sent_at is null and notification.suppressed_at is null
order by notification.handed_at, notification_id
limit $1
