-- Merchant; references, canonical contents. What is there under a reference, and whether it is the same complaint: a row for
-- each, in order. One that was erased is taken for the same: nothing is left to compare it with, and it is not to come back.
select case_record.reference as case_reference,
  case_record.content_digest in (sha256(convert_to(given.content, 'UTF8')), '') as is_same
from unnest($2::text[], $3::text[]) with ordinality as given (reference, content, position)
left join casework.case_record on case_record.merchant = $1 and case_record.external_reference = given.reference
order by given.position
