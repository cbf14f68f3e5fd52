-- Case, the person who answers for it from now on.
update casework.case_record
set responsible = $2
where case_id = $1
