-- File, payouts, moment: what the bank did not take, or gave back. Returns those that are in the file.
update casework.payout
set refused_at = $3
where file_id = $1 and payout_id = any ($2)
returning payout_id
