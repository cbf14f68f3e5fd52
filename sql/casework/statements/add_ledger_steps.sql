-- Entries, step numbers, statuses, references, reasons, moment. The number is the one after the last that the caller has
-- read under the case's lock; if somebody was faster, the key says so.
insert into casework.ledger_progress (entry_id, step, status, provider_reference, reason, occurred_at)
select given.*, $6
from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[])
  as given (entry_id, step, status, provider_reference, reason)
