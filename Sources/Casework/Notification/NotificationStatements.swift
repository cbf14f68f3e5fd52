import JobQueue
import LibPQ

/// The statements of the step `notify`; each is a file of sql/casework/statements, which says why it is as it
/// is.
extension Statement {
  static let readNotifications = Statement(
    "read_notifications", file: PackageResources.read_notifications_sql)
  static let lockCasesOfNotifications = Statement(
    "lock_cases_of_notifications", file: PackageResources.lock_cases_of_notifications_sql)
  static let lockUnsent = Statement("lock_unsent", file: PackageResources.lock_unsent_sql)
  static let markSent = Statement("mark_sent", file: PackageResources.mark_sent_sql)
  static let markSuppressed = Statement("mark_suppressed", file: PackageResources.mark_suppressed_sql)
}
