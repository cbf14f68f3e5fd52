-- All tasks of cases. A task changes under the lock of its case only.
select task_id, case_id, decision_version::int as decision_version, kind, done_at is not null as is_done,
  failed_at is not null as is_failed
from casework.task
where case_id = any ($1)
order by task_id
