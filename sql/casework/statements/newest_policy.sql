-- The version of a policy that was counted up last. Versions are whole numbers; the table holds them as text.
select document
from casework.policy
where policy_id = $1
order by version::int desc
limit 1
