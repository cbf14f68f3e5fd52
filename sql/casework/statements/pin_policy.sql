-- Id, version, document. A version never changes: whoever comes second reads what the first one stored.
insert into casework.policy (policy_id, version, document)
values ($1, $2, $3)
on conflict do nothing
