-- Ids, versions.
select policy.policy_id, policy.version, policy.document
from unnest($1::text[], $2::text[]) as asked (policy_id, version)
join casework.policy using (policy_id, version)
