-- File, moment: the bank has it, and pays. Once: of two who say so the second finds nothing.
update casework.payout_file
set confirmed_at = $2
where file_id = $1 and confirmed_at is null
returning file_id
