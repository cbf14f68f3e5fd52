-- Cases, kinds of messages that are news. When each case was given some, its policy, and whether the time of the next is running. The
-- What came back was no news to anybody. The cases are locked by the caller: what is counted here stays so until it commits.
select case_record.case_id, case_record.policy_id, case_record.policy_version,
  array(
    select created_at
    from casework.notification
    where notification.case_id = case_record.case_id and notification.kind = any ($2) and notification.suppressed_at is null
      and notification.bounced_at is null
  ) as written,
  exists (
    select from casework.clock
    where clock.case_id = case_record.case_id and clock.kind = 'periodic_update' and clock.stopped_at is null) as is_timed
from casework.case_record
where case_record.case_id = any ($1)
