-- Issues one code. Only the idempotency key may conflict without a word; a code that exists already must be an error, so that
-- another is drawn.
insert into casework.voucher (idempotency_key, code, amount_minor, currency, issued_at, valid_until)
values ($1, $2, $3, $4, $5, $6)
on conflict (idempotency_key) do nothing
