import JobQueue
import LibPQ

/// The statements of this module; each is a file of sql/testing.
extension Statement {
  static let listEnqueued = Statement("testing_list_enqueued", file: PackageResources.list_enqueued_sql)
  static let listFailures = Statement("testing_list_failures", file: PackageResources.list_failures_sql)
  static let makeDue = Statement("testing_make_due", file: PackageResources.make_due_sql)
}
