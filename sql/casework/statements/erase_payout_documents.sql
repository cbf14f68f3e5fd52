-- Policies, their versions, and for each the day before which its files for the bank are kept no longer. A file holds payouts of many cases: it goes
-- when the last of them lets it go.
with rule as materialized (
  select * from unnest($1::text[], $2::text[], $3::timestamptz[]) as rule (policy_id, policy_version, cutoff)
)
delete from casework.payout_document
using casework.payout_file as file
where file.file_id = payout_document.file_id
  and not exists (
    select
    from casework.payout
    join casework.case_record using (case_id)
    left join rule using (policy_id, policy_version)
    where payout.file_id = file.file_id and (file.created_at < rule.cutoff) is not true)
