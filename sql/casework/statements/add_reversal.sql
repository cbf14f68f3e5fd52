-- Entry, line, key, amount in minor units (positive), reason, moment. An entry of its own with a negative amount, counted against what
-- the other was: its room on the order and in the budget is free again. It records what has happened, so it is done from the start.
with reversal as (
  insert into casework.ledger_entry (
    case_id, decision_version, line, order_id, budget, remedy, instrument, means, amount_minor, currency, idempotency_key, reverses,
    intended_at)
  select case_id, decision_version, $2::int, order_id, budget, remedy, instrument, means, -$4::bigint, currency, $3, entry_id, $6
  from casework.ledger_entry
  where entry_id = $1
  returning entry_id
)
insert into casework.ledger_progress (entry_id, step, status, reason, occurred_at)
select entry_id, 1, 'done', $5, $6
from reversal
returning entry_id
