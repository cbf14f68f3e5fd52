import JobQueue
import LibPQ

/// The statements of the step `compensate`; each is a file of sql/casework/statements, which says why it is
/// as it is.
extension Statement {
  static let readCompensations = Statement(
    "read_compensations", file: PackageResources.read_compensations_sql)
  static let lockOrders = Statement("lock_orders", file: PackageResources.lock_orders_sql)
  static let lockPolicies = Statement("lock_policies", file: PackageResources.lock_policies_sql)
  static let sumMonthsGoodwill = Statement(
    "sum_months_goodwill", file: PackageResources.sum_months_goodwill_sql)
  static let readPaidEntries = Statement("read_paid_entries", file: PackageResources.read_paid_entries_sql)
  static let readOrders = Statement("read_orders", file: PackageResources.read_orders_sql)
  static let sumOrderLedgers = Statement("sum_order_ledgers", file: PackageResources.sum_order_ledgers_sql)
  static let readCaseLedgers = Statement("read_case_ledgers", file: PackageResources.read_case_ledgers_sql)
  static let addLedgerEntries = Statement("add_ledger_entries", file: PackageResources.add_ledger_entries_sql)
  static let addLedgerSteps = Statement("add_ledger_steps", file: PackageResources.add_ledger_steps_sql)
}
