-- What steps and commands have to know of cases before they change them.
select case_id, reference, version, state, kind as complaint, locale, standing, band, policy_id, policy_version, received_at,
  escalation_level, erased_at is not null as is_erased, responsible,
  coalesce((select max(decision.version) from casework.decision where decision.case_id = case_record.case_id), 0)
    as decisions,
  (select decided_at from casework.decision where decision.case_id = case_record.case_id order by version desc limit 1)
    as decided_at,
  coalesce((select max(round) from casework.order_snapshot where order_snapshot.case_id = case_record.case_id), 0)
    as rounds,
  exists (
    select from casework.decision where decision.case_id = case_record.case_id and decision.basis = 'deemed') as is_deemed
from casework.case_record
where case_id = any ($1)
order by case_id
