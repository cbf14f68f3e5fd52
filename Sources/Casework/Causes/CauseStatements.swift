import JobQueue
import LibPQ

/// The statements of causes; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let lockCause = Statement("lock_cause", file: PackageResources.lock_cause_sql)
  static let readCauseAudience = Statement(
    "read_cause_audience", file: PackageResources.read_cause_audience_sql)
  static let guessCauses = Statement("guess_causes", file: PackageResources.guess_causes_sql)
  static let setCause = Statement("set_cause", file: PackageResources.set_cause_sql)
  static let addCause = Statement("add_cause", file: PackageResources.add_cause_sql)
  static let listCauses = Statement("list_causes", file: PackageResources.list_causes_sql)
  static let addCauseChange = Statement("add_cause_change", file: PackageResources.add_cause_change_sql)
}
