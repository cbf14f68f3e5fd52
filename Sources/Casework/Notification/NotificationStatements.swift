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
  static let markHanded = Statement("mark_handed", file: PackageResources.mark_handed_sql)
  static let markTold = Statement("mark_told", file: PackageResources.mark_told_sql)
  static let lockHanded = Statement("lock_handed", file: PackageResources.lock_handed_sql)
  static let listHanded = Statement("list_handed", file: PackageResources.list_handed_sql)
  static let lockDeliveries = Statement("lock_deliveries", file: PackageResources.lock_deliveries_sql)
  static let markDelivered = Statement("mark_delivered", file: PackageResources.mark_delivered_sql)
  static let markBounced = Statement("mark_bounced", file: PackageResources.mark_bounced_sql)
  static let reportBounce = Statement("report_bounce", file: PackageResources.report_bounce_sql)
  static let reportDelivery = Statement("report_delivery", file: PackageResources.report_delivery_sql)
  static let readUpdates = Statement("read_updates", file: PackageResources.read_updates_sql)
  static let markSuppressed = Statement("mark_suppressed", file: PackageResources.mark_suppressed_sql)
}
