-- Entry: what was given by it, what of that is off the books already, and where it stands in the books of the embedded gateways.
-- The caller holds the case and the order.
select ledger.entry_id, ledger.case_id, ledger.decision_version::int as decision_version, ledger.order_id, ledger.remedy,
  ledger.instrument, ledger.amount_minor, ledger.currency::text as currency, ledger.idempotency_key, ledger.status,
  ledger.reverses is not null as is_reversal,
  coalesce((
    select -sum(reversal.amount_minor)
    from casework.ledger_entry as reversal
    where reversal.reverses = ledger.entry_id), 0)::bigint as reversed_minor,
  -- Reversals are numbered on after the lines of their decision.
  (select max(other.line) + 1
   from casework.ledger_entry as other
   where (other.case_id, other.decision_version) = (ledger.case_id, ledger.decision_version))::int as next_line,
  voucher.voucher_id is not null as has_voucher, voucher.redeemed_at,
  payout.payout_id, payout.file_id
from casework.ledger
left join casework.voucher using (idempotency_key)
left join casework.payout using (idempotency_key)
where ledger.entry_id = $1
