import JobQueue
import LibPQ

/// The statements of the step `clock`; each is a file of sql/casework/statements, which says why it is as it
/// is.
extension Statement {
  static let readClockCases = Statement("read_clock_cases", file: PackageResources.read_clock_cases_sql)
  static let lockClocks = Statement("lock_clocks", file: PackageResources.lock_clocks_sql)
  static let pauseClocks = Statement("pause_clocks", file: PackageResources.pause_clocks_sql)
  static let readResumingClocks = Statement(
    "read_resuming_clocks", file: PackageResources.read_resuming_clocks_sql)
  static let resumeClocks = Statement("resume_clocks", file: PackageResources.resume_clocks_sql)
  static let reopenClocks = Statement("reopen_clocks", file: PackageResources.reopen_clocks_sql)
  static let addClockAlerts = Statement("add_clock_alerts", file: PackageResources.add_clock_alerts_sql)
  static let breachClocks = Statement("breach_clocks", file: PackageResources.breach_clocks_sql)
  static let endWaits = Statement("end_waits", file: PackageResources.end_waits_sql)
  static let foldClockRollup = Statement("fold_clock_rollup", file: PackageResources.fold_clock_rollup_sql)
}
