-- Makes a file of the payouts that lock_open_payouts has locked in this transaction.
with file as (
  insert into casework.payout_file (created_at) values ($1) returning file_id
), assigned as (
  update casework.payout
  set file_id = file.file_id
  from file
  where payout.payout_id = any ($2)
  returning payout.payout_id
)
select file.file_id, (select count(*) from assigned) as assigned
from file
