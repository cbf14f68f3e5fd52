-- Cases: what an erasure takes, what it leaves for the books, and which of them stand in its way, because money is on no file for the bank yet.
select
  (select count(*) from casework.notification where case_id = any ($1) and sent_at is null and suppressed_at is null) as unsent,
  (select count(*) from casework.attachment where case_id = any ($1) and erased_at is null) as attachments,
  array(
    select distinct file_id
    from casework.payout
    join casework.payout_document using (file_id)
    where case_id = any ($1)
    order by file_id) as payout_files,
  array(
    select distinct reference
    from casework.payout
    join casework.case_record using (case_id)
    where case_id = any ($1) and file_id is null and withdrawn_at is null
    order by reference) as owed
