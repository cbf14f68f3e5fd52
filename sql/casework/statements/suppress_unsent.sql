-- Cases, moment: what was to be sent, or told by a person, is not.
update casework.notification
set suppressed_at = $2
where case_id = any ($1) and sent_at is null and suppressed_at is null
returning notification_id, case_id, kind
