-- What was promised or given on orders by all of their cases: everything but what failed for good. What is unknown counts as
-- given. Reversals are negative and give room again; what was taken back whole is as if it had never been given.
select order_id, budget, means, currency::text as currency, sum(amount_minor)::bigint as amount_minor
from casework.ledger
where order_id = any ($1) and budget in ('refund', 'penalty', 'remedy_penalty', 'goodwill', 'loyalty') and status <> 'failed'
group by order_id, budget, means, currency
having sum(amount_minor) <> 0
