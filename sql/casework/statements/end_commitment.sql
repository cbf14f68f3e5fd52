-- Case, number, moment it was kept (null: another one took its place), that one. Stopping its clock says whether that was too late.
update casework.commitment
set kept_at = $3, replaced_by = $4::int
where case_id = $1 and number = $2::int
