-- When a complaint without a time of its own was sent: now, in business time; or, if one with its reference is there, when
-- that one was, so that the same complaint given twice is the same content and opens no second case.
select coalesce(
  (select submitted_at from casework.case_record where merchant = $1 and external_reference = $2),
  casework.business_now()) as moment
