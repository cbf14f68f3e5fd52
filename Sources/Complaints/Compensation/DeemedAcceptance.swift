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
  /// A person decides where nothing was demanded, the order is not known to be the claimant's, the amount is
  /// in another currency than the order's, above what was paid, or above what is left to be refunded.
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
      RemedyOption(remedy, amount: amount, formula: "demand", basis: .deemed, needsReturn: needsReturn)
    }
    let left = try granted.refundable(of: order)
    let paid = try order.paid()
    let claimed = complaint.claimedAmount.flatMap { $0.currency == order.currency ? $0 : nil }
    // A claim beyond the order's worth is accepted, too, but what is paid on it is not left to a clock.
    if let claimed, try claimed > paid { return nil }
    let amount: Money?
    let remedy = complaint.desiredRemedy ?? .refundPartial
    switch remedy {
    case .refundFull: amount = left
    case .latePenalty:
      let due = try LatePenalty.due(on: order, daysLate: fact.daysLate, policy: policy) ?? claimed
      amount = try due.map { due throws(MoneyError) in
        try OrderLedger.left(of: due, after: granted.latePenalties)
      }
    default: amount = claimed
    }
    if remedy.isGoods { return option(remedy, nil) }
    guard let amount, amount.isPositive else { return nil }
    if remedy.isRefund, try amount > left { return nil }
    return option(remedy, amount)
  }
}
