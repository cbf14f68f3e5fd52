-- Entry, payout, code: one of them, the others null. The entry that it is about, and its case.
select entry.entry_id, case_record.reference
from casework.ledger_entry as entry
join casework.case_record using (case_id)
where entry.idempotency_key = coalesce(
  (select idempotency_key from casework.ledger_entry where entry_id = $1),
  (select idempotency_key from casework.payout where payout_id = $2),
  (select idempotency_key from casework.voucher where code = $3))
