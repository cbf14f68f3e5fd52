import JobQueue
import LibPQ

/// The statements of verification; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let readCaseHeads = Statement("read_case_heads", file: PackageResources.read_case_heads_sql)
  static let readComplaints = Statement("read_complaints", file: PackageResources.read_complaints_sql)
  static let casesOfOrders = Statement("cases_of_orders", file: PackageResources.cases_of_orders_sql)
  static let readRechecks = Statement("read_rechecks", file: PackageResources.read_rechecks_sql)
  static let addSnapshots = Statement("add_snapshots", file: PackageResources.add_snapshots_sql)
  static let addChecks = Statement("add_checks", file: PackageResources.add_checks_sql)
  static let setBands = Statement("set_bands", file: PackageResources.set_bands_sql)
  static let attachOrders = Statement("attach_orders", file: PackageResources.attach_orders_sql)
}
