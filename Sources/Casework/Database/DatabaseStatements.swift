import JobQueue
import LibPQ

/// The statements that all steps share; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let businessNow = Statement("business_now", file: PackageResources.business_now_sql)
  static let appendEvents = Statement("append_events", file: PackageResources.append_events_sql)
  static let lockCases = Statement("lock_cases", file: PackageResources.lock_cases_sql)
  static let moveCases = Statement("move_cases", file: PackageResources.move_cases_sql)
  static let raiseCases = Statement("raise_cases", file: PackageResources.raise_cases_sql)
  static let addNotifications = Statement("add_notifications", file: PackageResources.add_notifications_sql)
  static let startClocks = Statement("start_clocks", file: PackageResources.start_clocks_sql)
  static let stopClocks = Statement("stop_clocks", file: PackageResources.stop_clocks_sql)
  static let readPolicies = Statement("read_policies", file: PackageResources.read_policies_sql)
}
