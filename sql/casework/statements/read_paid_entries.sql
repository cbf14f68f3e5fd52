-- Payout file: what its payouts carry out, and how far each has come.
select payout.payout_id, ledger.case_id, ledger.decision_version::int as decision_version, ledger.status,
  case_record.band
from casework.payout
join casework.ledger on ledger.idempotency_key = payout.idempotency_key
join casework.case_record on case_record.case_id = ledger.case_id
where payout.file_id = $1
order by payout.payout_id
