-- Case: what the store must go on keeping.
select digest from casework.attachment where case_id = $1 and erased_at is null
