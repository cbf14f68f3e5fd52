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
    let due = try rule.formula.amount(
      on: order, claimed: complaint.claimedAmount, daysLate: fact.daysLate, policy: policy)
    guard var amount = due, amount.currency == order.currency else { return .nothing }
    if rule.remedy.isRefund { amount = try amount.capped(at: granted.refundable(of: order)) }
    if rule.remedy == .latePenalty { amount = try OrderLedger.left(of: amount, after: granted.latePenalties) }
    if rule.basis == .goodwill, !rule.remedy.isRefund {
      guard let limit = policy.goodwillLimit, limit.currency == amount.currency else { return .nothing }
      amount = try amount.capped(at: granted.goodwillLeft(policy))
    }
    return amount.isPositive ? .amount(amount) : .nothing
  }
}
