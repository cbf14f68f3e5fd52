-- Cases, moment. The store's bytes go afterwards, by the job `forget`; from now on nothing leads to them.
update casework.attachment
set name = null, digest = null, erased_at = $2
where case_id = any ($1) and erased_at is null
returning case_id
