extension GoodwillRule {
  init?(_ section: PolicySection, currency: Currency) {
    defer { section.finish() }
    let limit = section.required("limit_per_order", .money(currency))
    let budget = section.optional("budget_per_month", .money(currency))
    guard let limit else { return nil }
    if let budget, budget.minorUnits < limit.minorUnits {
      section.complain("budget_per_month", "\(budget) is less than the limit of one order, \(limit)")
    }
    self.init(limitPerOrder: limit, budgetPerMonth: budget)
  }
}

extension LoyaltyRule {
  init?(_ section: PolicySection, currency: Currency) {
    defer { section.finish() }
    let every = section.required("every_paid_orders", .integer(2...1000))
    let offer = section.section("offer").flatMap { RemedyRule($0, currency: currency, materialDelay: nil) }
    guard let every, let offer else { return nil }
    if let fault = LoyaltyRule.fault(of: offer) { section.complain("offer", fault) }
    self.init(everyPaidOrders: every, offer: offer)
  }

  /// There is no complaint behind it, and so nothing claimed, late or to be sent back.
  private static func fault(of offer: RemedyRule) -> String? {
    guard offer.remedy.isCode else {
      return "\(offer.remedy.rawValue) puts something right, and nothing went wrong: offer a code"
    }
    if offer.formula == .claimed { return "nothing was claimed that the amount could be" }
    if offer.needsReturn || offer.onceDelayedBy != nil || offer.tier > 1 {
      return "needs_return, from_days_late and tier belong to complaints"
    }
    return offer.basis == .statutory ? "no law asks for it: its basis is contractual or goodwill" : nil
  }
}
