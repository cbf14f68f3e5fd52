-- Cases, reason, moment. What was intended while its goods were awaited, and nobody was asked for: given up, so that it takes no room
-- on its order any more. Under the lock of the case: none of it is begun meanwhile.
with given_up as (
  insert into casework.ledger_progress (entry_id, step, status, reason, occurred_at)
  select entry_id, 1, 'failed', $2, $3
  from casework.ledger
  where case_id = any ($1) and status = 'intended'
  returning entry_id
)
insert into casework.case_event (case_id, kind, actor, occurred_at, details)
select entry.case_id, 'remedy_failed', 'rules', $3,
  jsonb_build_object('entry', entry.entry_id, 'remedy', entry.remedy, 'reason', $2::text,
    'amount', jsonb_build_object('minor_units', entry.amount_minor, 'currency', entry.currency))
from given_up
join casework.ledger_entry as entry using (entry_id)
order by entry.entry_id
