-- Our reference; people type it in small letters, too.
select case_id from casework.case_record where reference = upper($1)
