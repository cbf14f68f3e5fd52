-- Puts one payout on the list; the key makes a repetition harmless. What stands there under the key is read by
-- find_payout in the same transaction: a second statement, because RETURNING is silent about a row that was there,
-- and a common table expression would not see one that another transaction has just committed.
insert into casework.payout (idempotency_key, case_id, means, amount_minor, currency, instructed_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (idempotency_key) do nothing
