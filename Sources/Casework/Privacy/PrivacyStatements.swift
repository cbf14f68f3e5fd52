import JobQueue
import LibPQ

/// The statements of export, erasure and retention; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let lockCustomer = Statement("lock_customer", file: PackageResources.lock_customer_sql)
  static let casesOfCustomer = Statement("cases_of_customer", file: PackageResources.cases_of_customer_sql)
  static let showCustomer = Statement("show_customer", file: PackageResources.show_customer_sql)
  static let countErasure = Statement("count_erasure", file: PackageResources.count_erasure_sql)
  static let eraseCustomer = Statement("erase_customer", file: PackageResources.erase_customer_sql)
  static let eraseNames = Statement("erase_names", file: PackageResources.erase_names_sql)
  static let eraseWords = Statement("erase_words", file: PackageResources.erase_words_sql)
  static let eraseAttachments = Statement("erase_attachments", file: PackageResources.erase_attachments_sql)
  static let erasePayoutDocuments = Statement(
    "erase_payout_documents", file: PackageResources.erase_payout_documents_sql)
  static let suppressUnsent = Statement("suppress_unsent", file: PackageResources.suppress_unsent_sql)
  static let dueWords = Statement("due_words", file: PackageResources.due_words_sql)
  static let dueAttachments = Statement("due_attachments", file: PackageResources.due_attachments_sql)
  static let dueCustomers = Statement("due_customers", file: PackageResources.due_customers_sql)
  static let listPolicies = Statement("list_policies", file: PackageResources.list_policies_sql)
  static let keptDigests = Statement("kept_digests", file: PackageResources.kept_digests_sql)
  static let caseNotifications = Statement(
    "case_notifications", file: PackageResources.case_notifications_sql)
}
