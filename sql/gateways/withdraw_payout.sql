-- Key, moment: no file will carry the payment to the bank. An export that has it locked comes first, and then it is too late.
update casework.payout
set withdrawn_at = $2
where idempotency_key = $1 and file_id is null and withdrawn_at is null
returning payout_id
