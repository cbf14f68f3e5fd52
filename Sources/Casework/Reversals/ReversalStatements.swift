import JobQueue
import LibPQ

/// The statements of reversals; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let findGiven = Statement("find_given", file: PackageResources.find_given_sql)
  static let readGiven = Statement("read_given", file: PackageResources.read_given_sql)
  static let addReversal = Statement("add_reversal", file: PackageResources.add_reversal_sql)
}
