-- Task, with the remedy that it carries out. The caller has locked its case by a statement before this one.
select task.task_id, task.case_id, task.decision_version::int as decision_version, task.kind,
  task.done_at is not null as is_done, task.failed_at is not null as is_failed, option.remedy
from casework.task
join casework.remedy_choice as choice using (case_id, decision_version)
join casework.remedy_option as option using (case_id, decision_version, position)
where task.task_id = $1
