/// How the amount of a remedy comes about. There is no default: a remedy without a formula is refused by the
/// file reader.
package enum AmountFormula: Sendable, Hashable {
  /// No money: a parcel, a repair, free shipping.
  case none
  /// Everything that was paid for the order.
  case paid
  /// What the customer claims.
  case claimed
  /// The late penalty of the policy (S15).
  case latePenalty
  /// The same for everybody, in the policy's currency.
  case fixed(Money)
  /// A share of a base, within limits.
  case share(Ratio, of: AmountBase, rounding: RoundingMode, atLeast: Money?, atMost: Money?)
}

extension AmountFormula: CustomStringConvertible {
  /// For records, beside the amount that came of it: `share 1/10 of paid, half_up, at least 5.00 PLN`.
  package var description: String {
    switch self {
    case .none: "none"
    case .paid: "paid"
    case .claimed: "claimed"
    case .latePenalty: "late_penalty"
    case .fixed(let amount): "fixed \(amount)"
    case .share(let share, let base, let rounding, let atLeast, let atMost):
      "share \(share) of \(base.rawValue), \(rounding.rawValue)"
        + (atLeast.map { ", at least \($0)" } ?? "") + (atMost.map { ", at most \($0)" } ?? "")
    }
  }
}

/// Of what a share is taken.
package enum AmountBase: String, Sendable, Hashable, Codable, CaseIterable {
  /// All payments.
  case paid
  /// The payments but for those made on delivery (L6).
  case prepaid
  /// The items' prices, without shipping.
  case items
}

/// The late penalty of the law or the terms (S15, L6).
package struct LatePenaltyRule: Sendable, Hashable {
  /// Of the base, for each day.
  package let ratePerDay: Ratio
  package let base: AmountBase
  /// The most, as a share of the base.
  package let cap: Ratio
  package let rounding: RoundingMode
}
