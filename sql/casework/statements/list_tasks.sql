-- What people have to do, the nearest end first, from an index of nothing else; with what it is about. Kind (null: all), most.
select task.task_id, task.kind, case_record.reference, case_record.order_reference, option.remedy,
  task.opened_at, task.due_at, case_record.kind as complaint, case_record.policy_id, case_record.policy_version
from casework.task
join casework.case_record using (case_id)
join casework.remedy_choice as choice using (case_id, decision_version)
join casework.remedy_option as option using (case_id, decision_version, position)
where task.done_at is null and task.failed_at is null and task.kind = coalesce($1, task.kind)
order by task.due_at nulls last, task.task_id
limit $2
