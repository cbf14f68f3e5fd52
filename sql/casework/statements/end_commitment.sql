-- Case, number, moment it was kept (null: another one took its place), that one. What is kept too late is broken all the same.
update casework.commitment
set kept_at = $3, replaced_by = $4::int,
  broken_at = coalesce(broken_at, case when coalesce($3, casework.business_now()) >= promised_for then promised_for end)
where case_id = $1 and number = $2::int
