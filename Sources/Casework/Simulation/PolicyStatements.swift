import JobQueue
import LibPQ

/// The statements of simulation and explanation; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let findOrders = Statement("find_orders", file: PackageResources.find_orders_sql)
  static let explainCase = Statement("explain_case", file: PackageResources.explain_case_sql)
  static let readEarlierGrants = Statement(
    "read_earlier_grants", file: PackageResources.read_earlier_grants_sql)
  static let newestPolicy = Statement("newest_policy", file: PackageResources.newest_policy_sql)
}
