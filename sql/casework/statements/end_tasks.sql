-- Cases, versions of the decisions, kinds, why they failed (null: they are done), references, by whom, moment. What has ended before
-- stays as it is.
update casework.task
set done_at = case when given.failure is null then $7::timestamptz end,
  failed_at = case when given.failure is not null then $7::timestamptz end,
  failure = given.failure, reference = given.reference, ended_by = given.ended_by
from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
  as given (case_id, decision_version, kind, failure, reference, ended_by)
where (task.case_id, task.decision_version, task.kind) = (given.case_id, given.decision_version, given.kind)
  and task.done_at is null and task.failed_at is null
