-- Whether business time may be moved in this database, and whether there are cases that would feel it.
select exists (select from casework.sandbox) as is_sandbox, exists (select from casework.case_record) as has_cases
