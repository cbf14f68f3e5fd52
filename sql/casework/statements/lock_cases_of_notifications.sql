-- The cases of notifications, locked in the order of their numbers: before their clocks and their notifications.
select case_record.case_id, case_record.state, case_record.standing, case_record.policy_id, case_record.policy_version,
  case_record.erased_at is not null as is_erased
from casework.case_record
where case_record.case_id in (select case_id from casework.notification where notification_id = any ($1))
order by case_record.case_id
for no key update of case_record
