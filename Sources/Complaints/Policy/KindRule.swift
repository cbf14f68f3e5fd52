/// What a policy says about one kind of complaint (rows S1 to S10).
package struct KindRule: Sendable, Hashable {
  package let priority: Priority
  /// What the customer must show (S19), asked for once as a list.
  package let evidence: Set<Evidence>
  /// Whether the complaint is about goods that were bought, so that a purchase must be shown. Not so for a
  /// long wait on the telephone.
  package let needsOrder: Bool
  /// A window of its own, such as the right of withdrawal; `nil`: the policy's.
  package let filing: FilingWindow?
  /// In the order in which they are offered. Empty: such complaints are answered by a person.
  package let remedies: [RemedyRule]
}

/// On what a promise or a decision rests.
package enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
  case statutory, contractual, goodwill
  /// The answer did not come in time (L1).
  case deemed
}

/// One remedy that a policy offers, and how much it is.
package struct RemedyRule: Sendable, Hashable {
  package let remedy: Remedy
  package let formula: AmountFormula
  package let basis: Basis
  /// Whether the customer sends the goods back first. Says nothing where nothing was delivered.
  package let needsReturn: Bool
  /// Offered only from so many days late; before that the delay is not material (S14). `nil`: always.
  package let fromDaysLate: Int?
}

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
