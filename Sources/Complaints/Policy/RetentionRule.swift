/// How long personal data is kept after a case is closed. Terms in days, weeks, months or years.
///
/// Events, ledger and statistics hold ids only and stay: what is erased here is what could name somebody.
package struct RetentionRule: Sendable, Hashable {
  /// Names and addresses: after the customer's last case, and last order.
  package let customerData: Term
  /// What the customer and we wrote.
  package let messages: Term
  package let attachments: Term
  /// What was made for the bank and the books, with names and accounts, after the day on which it was made; `nil`: kept.
  package let payoutDocuments: Term?
}
