-- Policies, their versions, and for each when a case must have been closed so that what was said in it is kept no longer; how many at most.
-- Locked, the oldest first; what somebody else works on is left for the next night.
select case_record.case_id
from casework.case_record
join unnest($1::text[], $2::text[], $3::timestamptz[]) as rule (policy_id, policy_version, cutoff)
  on (rule.policy_id, rule.policy_version) = (case_record.policy_id, case_record.policy_version)
where case_record.closed_at < rule.cutoff and case_record.erased_at is null
order by case_record.closed_at, case_record.case_id
limit $4
for no key update of case_record skip locked
