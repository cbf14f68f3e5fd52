extension AmountFormula {
  /// What it comes to for an order; `nil` where it has nothing to go by.
  ///
  /// - Parameter claimed: what the customer claims; `nil`: nothing.
  func amount(
    on order: OrderSnapshot, claimed: Money?, daysLate: Int?, policy: Policy
  ) throws(MoneyError) -> Money? {
    switch self {
    case .none: nil
    case .paid: try order.paid()
    case .claimed: claimed
    case .latePenalty: try LatePenalty.due(on: order, daysLate: daysLate, policy: policy)
    case .fixed(let amount): amount
    case .share(let share, let base, let rounding, let atLeast, let atMost):
      try AmountFormula.amount(
        of: share, base: order.amount(of: base, payments: policy.payments), rounding: rounding,
        atLeast: atLeast, atMost: atMost)
    }
  }

  /// Limits in another currency than the order's cannot be applied, and without them the share is not what
  /// the policy promised.
  private static func amount(
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
