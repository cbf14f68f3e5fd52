select voucher_id, amount_minor, currency::text as currency
from casework.voucher
where idempotency_key = $1
