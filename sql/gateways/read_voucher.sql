-- A code: what it is worth, and what became of it. The key leads to the case for which it was issued.
select voucher.amount_minor, voucher.currency::text as currency, voucher.issued_at, voucher.valid_until, voucher.redeemed_at,
  voucher.withdrawn_at,
  case_record.reference as case_reference
from casework.voucher
left join casework.ledger_entry using (idempotency_key)
left join casework.case_record using (case_id)
where voucher.code = $1
