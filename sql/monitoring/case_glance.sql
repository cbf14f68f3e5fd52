-- What the case $1 is and where it stands: one row by its unique reference. Nothing of it is about the customer.
select reference, external_reference, kind, state, received_at, responsible, escalation_level, channel, locale, policy_id,
  policy_version
from casework.case_record
where reference = $1
