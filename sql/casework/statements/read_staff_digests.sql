-- What is to be sent, notice by notice; of several of one kind about one thing in a case the last one says it. With the languages of who
-- reads it, where the list of handlers knows the address, and the case's policy, whose language it is else.
select distinct on (digest_id, staff_notice.case_id, staff_notice.kind, about)
  digest_id, staff_digest.recipient, made_at, case_record.reference, case_record.kind as complaint, staff_notice.kind, about,
  occurred_at, due_at, case_record.policy_id, case_record.policy_version, case_record.escalation_level,
  (select languages from casework.handler where handler.email = staff_digest.recipient order by handler_id limit 1) as languages
from casework.staff_digest
join casework.staff_notice using (digest_id)
join casework.case_record using (case_id)
where sent_at is null and failed is null
order by digest_id, staff_notice.case_id, staff_notice.kind, about, notice_id desc
