-- Cases, decision versions, lines, orders, budgets, remedies, instruments, means, amounts, currencies, keys, moment. The intents,
-- each at once with its first step: from the commit on it must be taken for asked for. A key that is there already is an
-- error: the caller holds the case and has looked.
with written as (
  insert into casework.ledger_entry (
    case_id, decision_version, line, order_id, budget, remedy, instrument, means, amount_minor, currency, idempotency_key,
    intended_at)
  select given.*, $12
  from unnest(
    $1::bigint[], $2::int[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[],
    $10::text[], $11::text[]) as given
  returning entry_id, case_id, idempotency_key, intended_at
), begun as (
  insert into casework.ledger_progress (entry_id, step, status, occurred_at)
  select entry_id, 1, 'executing', intended_at
  from written
)
select entry_id, case_id, idempotency_key
from written
