-- Notifications that are surveys, codes, questions with their forms, ends. Before the message is made: what leaves the house has a code
-- that is known here. A message that is made again has another code, and asks what it asked the first time.
with given as (
  select notification.notification_id, notification.case_id, given.code, given.questions, given.expires_at
  from unnest($1::bigint[], $2::text[], $3::jsonb[], $4::timestamptz[]) as given (notification_id, code, questions, expires_at)
  join casework.notification using (notification_id)
), asked as (
  insert into casework.survey (notification_id, case_id, questions, asked_at, expires_at)
  select notification_id, case_id, questions, (select casework.business_now()), expires_at
  from given
  order by notification_id
  on conflict (notification_id) do nothing
)
insert into casework.survey_code (code_hash, notification_id)
select sha256(convert_to(translate(code, '-', ''), 'UTF8')), notification_id
from given
