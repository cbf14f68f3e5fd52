import Complaints

/// Turns a remedy that a person names into an option, with what the policy and the order say of it. Pure.
struct GrantTerms: Sendable {
  let policy: Policy
  let complaint: Complaint?
  /// Of the case's order; `nil`: it has none.
  let account: OrderAccount?

  /// What the policy lists for this kind keeps its basis; everything else is goodwill (S12).
  func option(_ grant: GrantedRemedy) throws -> RemedyOption {
    let rule = complaint.flatMap { complaint in
      policy.rule(for: complaint.kind).remedies.first { $0.remedy == grant.remedy }
    }
    let wasDelivered = account.map { $0.order.deliveredAt != nil } ?? false
    return RemedyOption(
      grant.remedy, amount: try amount(grant), basis: rule?.basis ?? .goodwill,
      needsReturn: rule?.needsReturn == true && wasDelivered)
  }

  /// What the rules offer once something was tried and came to nothing: what is left of it, and then what the policy keeps for
  /// that (L3). `nil`: nothing was tried, so what they offered still stands.
  func optionsInstead() throws -> [RemedyOption]? {
    guard let complaint, !complaint.triedInVain.isEmpty, let account else { return nil }
    let fact = DeliveryFact(account.order, asOf: complaint.receivedAt, zone: policy.zone)
    return try RemedyOption.all(
      for: complaint, order: account.order, fact: fact, granted: account.ledger, policy: policy)
  }

  private func amount(_ grant: GrantedRemedy) throws -> Money? {
    guard let text = grant.amount else {
      guard grant.remedy == .refundFull, let account else { return nil }
      return try account.ledger.refundable(of: account.order)
    }
    let currency = account?.order.currency ?? policy.currency
    do throws(MoneyTextError) {
      return try Money(decimal: text, currency: currency)
    } catch {
      throw CaseRefusal.amount(grant.remedy, error.words(currency))
    }
  }
}

extension MoneyTextError {
  fileprivate func words(_ currency: Currency) -> String {
    switch self {
    case .notANumber: "the amount is no plain number with a point, such as 59.90"
    case .tooManyDecimals(let allowed): "an amount in \(currency) has at most \(allowed) decimals"
    case .tooLarge: "the amount is too large"
    }
  }
}
