package import Foundation

/// An acceptance by silence (L1): the customer gets **what was demanded**, without options and without a
/// default.
package struct DeemedAcceptance: Sendable, Hashable {
  /// `accepted`; or `manual_review(demandUndetermined)` with the basis `deemed`: it *is* accepted, and a
  /// person finds out what was demanded.
  package let decision: Decision
  /// What was demanded; `nil` where a person has to find out.
  package let choice: Choice?

  /// What the clock's end makes of a complaint.
  ///
  /// The demand is read so, and never guessed:
  /// - a remedy that is no money (repair, replacement, free shipping): that remedy;
  /// - a full refund: all that is left of what was paid;
  /// - a late penalty: the one that the law calculates, or the claimed amount where the policy has none;
  /// - any other money, or no remedy named: the claimed amount, as a partial refund if nothing else was
  ///   named.
  ///
  /// Without a matching order, an amount to be refunded, a demand in the order's currency, or within what is
  /// left of what was paid, a person decides. So does one where nothing was demanded.
  package init(
    of complaint: Complaint, order: OrderSnapshot?, granted: OrderLedger = .empty, policy: Policy,
    at instant: Date
  ) {
    let option = try? DeemedAcceptance.demand(of: complaint, order: order, granted: granted, policy: policy)
    choice = option.map { Choice($0, by: .deemed, at: instant) }
    let ruling: Ruling = option == nil ? .manualReview(.demandUndetermined) : .accepted
    decision = Decision(ruling, basis: .deemed, reasons: [.answerOverdue], by: .clock(.answer))
  }

  private static func demand(
    of complaint: Complaint, order: OrderSnapshot?, granted: OrderLedger, policy: Policy
  ) throws(MoneyError) -> RemedyOption? {
    guard complaint.customer == .matches, let order else { return nil }
    let fact = DeliveryFact(order, asOf: complaint.receivedAt, zone: policy.zone)
    let rule = policy.rule(for: complaint.kind).remedies.first { $0.remedy == complaint.desiredRemedy }
    let needsReturn = rule?.needsReturn == true && fact.wasDelivered
    func option(_ remedy: Remedy, _ amount: Money?) -> RemedyOption {
      RemedyOption(remedy, amount: amount, basis: .deemed, needsReturn: needsReturn)
    }
    let left = try granted.refundable(of: order)
    let claimed = complaint.claimedAmount.flatMap {
      $0.isPositive && $0.currency == order.currency ? $0 : nil
    }
    switch complaint.desiredRemedy {
    case let remedy? where remedy.isGoods: return option(remedy, nil)
    case .refundFull: return left.isPositive ? option(.refundFull, left) : nil
    case .latePenalty:
      let penalty = try LatePenalty.due(on: order, daysLate: fact.daysLate, policy: policy)
      let owed = try penalty.map { money throws(MoneyError) in
        try money - granted.latePenalty(in: order.currency)
      }
      return (owed ?? claimed).flatMap { $0.isPositive ? option(.latePenalty, $0) : nil }
    case let remedy? where remedy.isCode: return claimed.map { option(remedy, $0) }
    case let remedy:
      guard let claimed, try !(claimed > left) else { return nil }
      return option(remedy ?? .refundPartial, claimed)
    }
  }
}
