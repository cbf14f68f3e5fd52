/// The late penalty's arithmetic (S15, L6): base × rate × days, at most base × cap, rounded as the policy
/// names.
package enum LatePenalty {
  /// The penalty; `nil` where the policy has none or nothing is late. Rounded once, after the multiplication
  /// by the days, so that rounding does not grow with them.
  package static func due(
    on order: OrderSnapshot, daysLate: Int?, policy: Policy
  ) throws(MoneyError) -> Money? {
    guard let rule = policy.latePenalty, let daysLate else { return nil }
    let base = try order.amount(of: rule.base, payments: policy.payments)
    guard let cap = try cap(on: order, policy: policy) else { return nil }
    // A rate that overflows when multiplied is beyond any cap.
    guard let rate = rule.ratePerDay.times(daysLate) else { return cap }
    return try base.multiplied(by: rate, rounding: rule.rounding).capped(at: cap)
  }

  /// The most that all late penalties of one order may come to, rounded down; `nil` where the policy has
  /// none.
  package static func cap(on order: OrderSnapshot, policy: Policy) throws(MoneyError) -> Money? {
    guard let rule = policy.latePenalty else { return nil }
    return try order.amount(of: rule.base, payments: policy.payments).multiplied(
      by: rule.cap, rounding: .floor)
  }
}
