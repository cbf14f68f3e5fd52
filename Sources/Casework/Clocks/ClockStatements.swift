import JobQueue
import LibPQ

/// The statements of the clocks; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let lockCases = Statement("lock_cases", file: PackageResources.lock_cases_sql)
  static let readClockCases = Statement("read_clock_cases", file: PackageResources.read_clock_cases_sql)
  static let readClocks = Statement("read_clocks", file: PackageResources.read_clocks_sql)
  static let raiseClockAlerts = Statement("raise_clock_alerts", file: PackageResources.raise_clock_alerts_sql)
  static let endClocks = Statement("end_clocks", file: PackageResources.end_clocks_sql)
  static let escalateCases = Statement("escalate_cases", file: PackageResources.escalate_cases_sql)
}
