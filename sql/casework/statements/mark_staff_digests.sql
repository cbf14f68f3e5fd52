-- Digests, Message-IDs, why they cannot be sent (null: they were), moment. The first who says it is right.
update casework.staff_digest
set sent_at = case when given.failed is null then $4::timestamptz end, message_id = given.message_id, failed = given.failed
from unnest($1::bigint[], $2::text[], $3::text[]) as given (digest_id, message_id, failed)
where staff_digest.digest_id = given.digest_id and sent_at is null and staff_digest.failed is null
