-- One of any number of callers finds redeemed_at empty: the others wait for its row lock and then look again.
update casework.voucher
set redeemed_at = $2
where code = $1 and redeemed_at is null and withdrawn_at is null and issued_at <= $2 and valid_until > $2
returning amount_minor, currency::text as currency
