/// What the shop gives although it owes nothing (S12).
package struct GoodwillRule: Sendable, Hashable {
  /// The most for one order, in all its cases.
  package let limitPerOrder: Money
  /// The most for all orders of a civil month; `nil`: no such budget.
  package let budgetPerMonth: Money?
}

/// What regular customers are offered (S13).
package struct LoyaltyRule: Sendable, Hashable {
  /// After every so many paid orders of one customer; at least 2.
  package let everyPaidOrders: Int
  /// A code: it is given beside whatever a complaint brings.
  package let offer: RemedyRule

  /// Whether it is offered with the order that makes it so many paid ones of the customer.
  package func isDue(paidOrders: Int) -> Bool { paidOrders > 0 && paidOrders % everyPaidOrders == 0 }
}
