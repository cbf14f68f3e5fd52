import JobQueue
import LibPQ

/// The statements of intake; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let pinPolicy = Statement("pin_policy", file: PackageResources.pin_policy_sql)
  static let upsertCustomers = Statement("upsert_customers", file: PackageResources.upsert_customers_sql)
  static let upsertOrders = Statement("upsert_orders", file: PackageResources.upsert_orders_sql)
  static let replaceOrderItems = Statement(
    "replace_order_items", file: PackageResources.replace_order_items_sql)
  static let replaceOrderPayments = Statement(
    "replace_order_payments", file: PackageResources.replace_order_payments_sql)
  static let holdClaimants = Statement("hold_claimants", file: PackageResources.hold_claimants_sql)
  static let registerClaimants = Statement(
    "register_claimants", file: PackageResources.register_claimants_sql)
  static let openCases = Statement("open_cases", file: PackageResources.open_cases_sql)
  static let readCases = Statement("read_cases", file: PackageResources.read_cases_sql)
  static let submissionMoment = Statement(
    "submission_moment", file: PackageResources.submission_moment_sql)
  static let linkRepeats = Statement("link_repeats", file: PackageResources.link_repeats_sql)
  static let storedPolicies = Statement("stored_policies", file: PackageResources.stored_policies_sql)
}
