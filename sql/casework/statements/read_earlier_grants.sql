-- Case, round: what the order's cases, this one before it was looked at again too, had been promised or given when it was verified. As sum_order_ledgers, but not of
-- today: what came later cannot have decided.
select ledger.budget, ledger.means, ledger.currency::text as currency, sum(ledger.amount_minor)::bigint as amount_minor
from casework.order_snapshot as snapshot
join casework.ledger on ledger.order_id = snapshot.order_id
where snapshot.case_id = $1 and snapshot.round = $2
  and ledger.intended_at <= snapshot.taken_at
  and ledger.budget in ('refund', 'penalty', 'remedy_penalty', 'goodwill', 'loyalty') and ledger.status <> 'failed'
group by ledger.budget, ledger.means, ledger.currency
