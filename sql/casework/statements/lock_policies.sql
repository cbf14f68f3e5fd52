-- Policies, all versions: whoever gives goodwill from a month's budget holds this lock while it sums and inserts. After cases, before
-- orders. Not FOR UPDATE: new cases refer to these rows.
select policy_id
from casework.policy
where policy_id = any ($1)
order by policy_id, version
for no key update
