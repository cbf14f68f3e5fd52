-- Case: its messages, by which the gateways know them.
select notification_id from casework.notification where case_id = $1 order by notification_id
