-- All ledger entries of cases, with how far each has come.
select ledger.entry_id, ledger.case_id, ledger.decision_version, ledger.line, ledger.budget, ledger.remedy, ledger.instrument,
  ledger.means, ledger.amount_minor, ledger.currency::text as currency, ledger.idempotency_key, ledger.intended_at,
  ledger.status, ledger.provider_reference,
  (select count(*) from casework.ledger_progress as step where step.entry_id = ledger.entry_id)::int as steps
from casework.ledger
where ledger.case_id = any ($1)
order by ledger.entry_id
