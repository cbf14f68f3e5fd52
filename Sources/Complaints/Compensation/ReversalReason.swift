/// Why something that was given is off the books again. The raw value is what the ledger, the history and commands hold.
package enum ReversalReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// The bank gave the money back: it was right to send it, and the customer has not got it.
  case bankReturned = "bank_returned"
  /// Taken back before anybody used it: a code that nobody has redeemed, a payment that has not gone to the bank.
  case withdrawn
  /// Given by mistake, and the customer has paid it back.
  case paidBack = "paid_back"

  /// The customer is still to have it, so a person decides how.
  package var leavesDebt: Bool { self == .bankReturned }
}
