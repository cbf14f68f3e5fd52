-- The policies that open reviews are under: few, whatever the number of cases; each worker's calendar is in one.
select policy_id, version, document
from casework.policy
where (policy_id, version) in (
  select policy_id, policy_version
  from casework.manual_review
  join casework.case_record using (case_id)
  where manual_review.closed_at is null)
