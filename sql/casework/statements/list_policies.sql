-- All versions that a case was ever received under.
select policy_id, version as policy_version from casework.policy
