-- Cases, decision versions, lines, orders, budgets, remedies, instruments, means, amounts, currencies, keys, moment, whether it waits
-- for goods that come back first. The intents, each at once with its first step: from the commit on it must be taken for asked for.
-- What waits has none, and is begun by a step of its own before anybody is asked. A key that is there already is an error: the
-- caller holds the case and has looked.
with given as materialized (
  select *
  from unnest(
    $1::bigint[], $2::int[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[],
    $10::text[], $11::text[], $13::bool[])
    as given (
      case_id, decision_version, line, order_id, budget, remedy, instrument, means, amount_minor, currency, idempotency_key,
      is_held)
), written as (
  insert into casework.ledger_entry (
    case_id, decision_version, line, order_id, budget, remedy, instrument, means, amount_minor, currency, idempotency_key,
    intended_at)
  select case_id, decision_version, line, order_id, budget, remedy, instrument, means, amount_minor, currency,
    idempotency_key, $12
  from given
  returning entry_id, case_id, idempotency_key, intended_at
), begun as (
  insert into casework.ledger_progress (entry_id, step, status, occurred_at)
  select entry_id, 1, 'executing', intended_at
  from written
  join given using (idempotency_key)
  where not given.is_held
)
select entry_id, case_id, idempotency_key
from written
