-- A case's last verification and what the rules decided on it. Was something asked for *before* that decision, and what had been
-- tried in vain by then: the rules saw both.
select case_record.case_id, case_record.policy_id, case_record.policy_version, snapshot.round, snapshot.facts, snapshot.taken_at,
  decided.version, decided.outcome, decided.ground, decided.reasons,
  exists (
    select from casework.decision as earlier
    where earlier.case_id = case_record.case_id and earlier.outcome = 'needs_information'
      and earlier.version < coalesce(decided.version, 32767)) as was_asked_before,
  array(
    select task.kind from casework.task
    where task.case_id = case_record.case_id and task.failed_at <= snapshot.taken_at) as failed_before,
  exists (
    select from casework.decision as later
    where later.case_id = case_record.case_id and later.version > decided.version) as was_overruled,
  array(
    select remedy || ' ' || coalesce(amount_minor || ' ' || currency, '-')
    from casework.remedy_option as option
    where (option.case_id, option.decision_version) = (case_record.case_id, decided.version)
    order by position) as options
from casework.case_record
left join lateral (
  select round, facts, taken_at
  from casework.order_snapshot
  where order_snapshot.case_id = case_record.case_id
  order by round desc
  limit 1) as snapshot on true
left join lateral (
  select version, outcome, ground, reasons
  from casework.decision
  where decision.case_id = case_record.case_id and decision.round = snapshot.round and decided_by = 'rules'
  order by version
  limit 1) as decided on true
where case_record.reference = upper($1)
