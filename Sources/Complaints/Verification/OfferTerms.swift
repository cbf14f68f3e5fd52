/// The circumstances under which a formula becomes an amount.
struct OfferTerms {
  enum Value {
    /// The remedy does not come to anything here.
    case nothing
    /// A parcel, a repair: no amount.
    case inKind
    case amount(Money)
  }

  let complaint: Complaint
  let order: OrderSnapshot
  let fact: DeliveryFact
  let granted: OrderLedger
  let policy: Policy

  func value(of rule: RemedyRule) throws(MoneyError) -> Value {
    if rule.formula == .none { return .inKind }
    guard var amount = try amount(rule.formula), amount.currency == order.currency else { return .nothing }
    if rule.remedy.isRefund { amount = try amount.capped(at: granted.refundable(of: order)) }
    if rule.remedy == .latePenalty { amount = try OrderLedger.left(of: amount, after: granted.latePenalties) }
    if rule.basis == .goodwill, !rule.remedy.isRefund {
      guard let limit = policy.goodwillLimit, limit.currency == amount.currency else { return .nothing }
      amount = try amount.capped(at: granted.goodwillLeft(policy))
    }
    return amount.isPositive ? .amount(amount) : .nothing
  }

  /// `nil` where the formula has nothing to go by.
  private func amount(_ formula: AmountFormula) throws(MoneyError) -> Money? {
    switch formula {
    case .none: nil
    case .paid: try order.paid()
    case .claimed: complaint.claimedAmount
    case .latePenalty: try LatePenalty.due(on: order, daysLate: fact.daysLate, policy: policy)
    case .fixed(let amount): amount
    case .share(let share, let base, let rounding, let atLeast, let atMost):
      try amount(
        of: share, base: order.amount(of: base, payments: policy.payments), rounding: rounding,
        atLeast: atLeast, atMost: atMost)
    }
  }

  /// Limits in another currency than the order's cannot be applied, and without them the share is not what
  /// the policy promised.
  private func amount(
    of share: Ratio, base: Money, rounding: RoundingMode, atLeast: Money?, atMost: Money?
  ) throws(MoneyError) -> Money? {
    guard base.isPositive else { return nil }
    var amount = try base.multiplied(by: share, rounding: rounding)
    for limit in [atLeast, atMost].compactMap({ $0 }) where limit.currency != amount.currency { return nil }
    if let atLeast, try amount < atLeast { amount = atLeast }
    if let atMost { amount = try amount.capped(at: atMost) }
    return amount
  }
}
