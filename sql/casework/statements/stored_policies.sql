-- Policy, versions that are known already: the others that the database has.
select version, document
from casework.policy
where policy_id = $1 and version <> all ($2::text[])
