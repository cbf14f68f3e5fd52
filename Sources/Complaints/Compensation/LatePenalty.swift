/// The arithmetic of both penalties, for goods and for remedies that come late (S15, L6): base × rate × days, at most base × cap, rounded
/// as the policy names.
package enum LatePenalty {
  /// The penalty for goods that come late; `nil` where the policy has none or nothing is late.
  package static func due(
    on order: OrderSnapshot, daysLate: Int?, policy: Policy
  ) throws(MoneyError) -> Money? {
    guard let rule = policy.latePenalty else { return nil }
    return try due(under: rule, on: order, daysLate: daysLate, policy: policy)
  }

  /// The penalty by a rule; `nil` where nothing is late. Rounded once, after the multiplication by the days, so that rounding does not
  /// grow with them.
  package static func due(
    under rule: LatePenaltyRule, on order: OrderSnapshot, daysLate: Int?, policy: Policy
  ) throws(MoneyError) -> Money? {
    guard let daysLate else { return nil }
    let base = try order.amount(of: rule.base, payments: policy.payments)
    let most = try cap(under: rule, on: order, policy: policy)
    // A rate that overflows when multiplied is beyond any cap.
    guard let rate = rule.ratePerDay.times(daysLate) else { return most }
    return try base.multiplied(by: rate, rounding: rule.rounding).capped(at: most)
  }

  /// The most that all late penalties of one order may come to, rounded down; `nil` where the policy has
  /// none.
  package static func cap(on order: OrderSnapshot, policy: Policy) throws(MoneyError) -> Money? {
    guard let rule = policy.latePenalty else { return nil }
    return try cap(under: rule, on: order, policy: policy)
  }

  /// The most that all penalties by that rule may come to on one order, rounded down.
  package static func cap(
    under rule: LatePenaltyRule, on order: OrderSnapshot, policy: Policy
  ) throws(MoneyError) -> Money {
    try order.amount(of: rule.base, payments: policy.payments).multiplied(by: rule.cap, rounding: .floor)
  }
}
