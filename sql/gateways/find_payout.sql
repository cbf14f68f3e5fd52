select payout_id, case_id, means, amount_minor, currency::text as currency
from casework.payout
where idempotency_key = $1
