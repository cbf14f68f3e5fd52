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

  /// S10: what the policy offers for goods that do not suit and come back, while its window for that lasts. Whoever only asks about it is
  /// not refused anything: the refusal is for the person, who explains.
  func returns() throws -> [RemedyOption] {
    guard var complaint, complaint.kind == .returnsQuestion else {
      throw CaseRefusal.decision(
        "a return is opened for whoever asks about returning goods: decide this with --accept")
    }
    complaint.kind = .unsuitable
    let verification = try Verification(complaint, order: account?.order, policy: policy)
    guard let account, let fact = verification.delivery?.fact, fact.wasDelivered else {
      throw CaseRefusal.decision("no goods are known that this customer has, and could return")
    }
    guard verification[.filedInTime].outcome == .pass else {
      throw CaseRefusal.decision("the policy's time for returning goods that do not suit is over")
    }
    let options = try RemedyOption.all(
      for: complaint, order: account.order, fact: fact, granted: account.ledger, policy: policy
    ).filter(\.needsReturn)
    guard !options.isEmpty else {
      throw CaseRefusal.decision("the policy has no return of goods that do not suit (kinds.unsuitable)")
    }
    return options
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
  func words(_ currency: Currency) -> String {
    switch self {
    case .notANumber: "the amount is no plain number with a point, such as 59.90"
    case .tooManyDecimals(let allowed): "an amount in \(currency) has at most \(allowed) decimals"
    case .tooLarge: "the amount is too large"
    }
  }
}
