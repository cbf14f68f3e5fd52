-- Key, moment: nobody can redeem the code any more. Of a purchase and a withdrawal at once, one finds that the other was there.
update casework.voucher
set withdrawn_at = $2
where idempotency_key = $1 and redeemed_at is null and withdrawn_at is null
returning voucher_id
