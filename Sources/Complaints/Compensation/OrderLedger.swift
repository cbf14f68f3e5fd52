/// What was already promised or paid on an order, in all its cases: the sum of its ledger's lines that are
/// intended, executing, unknown or done, less reversals. Casework reads it under the order's row lock.
package struct OrderLedger: Sendable, Hashable {
  /// Refunds by means of payment, vouchers that gave back a voucher included.
  package var refunds: [String: Money]
  /// Late penalties.
  package var latePenalties: [Money]
  /// Penalties for remedies that came late (L6).
  package var remedyPenalties: [Money]
  /// Vouchers and codes that were given as goodwill.
  package var goodwill: [Money]
  /// What a regular customer was given with it: once.
  package var loyalty: [Money]
  /// What was given as goodwill in this civil month on all orders, in the policy's currency (S12); `nil`: nothing, or it is not
  /// looked at.
  package var goodwillOfMonth: Money?

  package init(
    refunds: [String: Money] = [:], latePenalties: [Money] = [], remedyPenalties: [Money] = [],
    goodwill: [Money] = [], loyalty: [Money] = [], goodwillOfMonth: Money? = nil
  ) {
    self.refunds = refunds
    self.latePenalties = latePenalties
    self.remedyPenalties = remedyPenalties
    self.goodwill = goodwill
    self.loyalty = loyalty
    self.goodwillOfMonth = goodwillOfMonth
  }

  /// Nothing yet.
  package static let empty = OrderLedger()

  /// What may still be refunded in all: paid less refunded, by means, and never less than nothing (more may
  /// have gone back before Redress).
  package func refundable(of order: OrderSnapshot) throws(MoneyError) -> Money {
    try Money.sum(refundableByMeans(of: order).map(\.amount), in: order.currency)
  }

  /// What may still be refunded, by means of payment, in the order of the payments. Several payments by one
  /// means count as one.
  package func refundableByMeans(of order: OrderSnapshot) throws(MoneyError) -> [OrderSnapshot.Payment] {
    var paid: [OrderSnapshot.Payment] = []
    for payment in order.payments {
      if let index = paid.firstIndex(where: { $0.means == payment.means }) {
        paid[index].amount = try paid[index].amount + payment.amount
      } else {
        paid.append(payment)
      }
    }
    var left: [OrderSnapshot.Payment] = []
    for payment in paid {
      let refunded = refunds[payment.means] ?? .zero(order.currency)
      let rest = try payment.amount - refunded
      if rest.isPositive { left.append(OrderSnapshot.Payment(means: payment.means, amount: rest)) }
    }
    return left
  }

  /// What goodwill may still give: what is left of the order's limit, and no more than what is left of the month's budget (S12).
  package func goodwillLeft(_ policy: Policy) throws(MoneyError) -> Money {
    guard let rule = policy.goodwill else { return .zero(policy.currency) }
    let left = try OrderLedger.left(of: rule.limitPerOrder, after: goodwill)
    guard let budget = rule.budgetPerMonth else { return left }
    return try left.capped(at: OrderLedger.left(of: budget, after: [goodwillOfMonth].compactMap(\.self)))
  }

  /// What is left of a cap once the amounts are taken off it; never less than nothing.
  package static func left(of cap: Money, after amounts: [Money]) throws(MoneyError) -> Money {
    let left = try cap - Money.sum(amounts, in: cap.currency)
    return left.isPositive ? left : .zero(cap.currency)
  }
}
