import JobQueue
import LibPQ

/// The statements of tasks; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let addTasks = Statement("add_tasks", file: PackageResources.add_tasks_sql)
  static let readCaseTasks = Statement("read_case_tasks", file: PackageResources.read_case_tasks_sql)
  static let findTask = Statement("find_task", file: PackageResources.find_task_sql)
  static let readTask = Statement("read_task", file: PackageResources.read_task_sql)
  static let endTasks = Statement("end_tasks", file: PackageResources.end_tasks_sql)
  static let listTasks = Statement("list_tasks", file: PackageResources.list_tasks_sql)
  static let giveUpIntents = Statement("give_up_intents", file: PackageResources.give_up_intents_sql)
}
