/// Who claims, and what was bought.
extension Complaint {
  /// Documents that show a purchase where no order does.
  private static let proofs: Set<Evidence> = [.receipt, .contract, .warrantyCard]

  /// A matching order *is* proof (S17). A document instead has to be read by a person. Nothing at all is
  /// indeterminate until the customer was asked for any proof once, and fails after that.
  func checkProofOfPurchase(_ order: OrderSnapshot?) -> Check {
    let proofs = evidence.intersection(Complaint.proofs)
    let facts: [String: FactValue] = [
      "order_matches": .flag(order != nil), "documents": .words(proofs),
      "asked": .flag(wasAskedForInformation),
    ]
    if order != nil { return Check(.proofOfPurchase, .pass, facts) }
    let isMissing = proofs.isEmpty && wasAskedForInformation
    return Check(.proofOfPurchase, isMissing ? .fail : .indeterminate, facts)
  }

  /// S17: what is complained about was bought with this order. Only goods that the customer has are compared: the wrong item is in no
  /// order by its nature. Who names no product names none that was not bought; an order that is not known, or whose items are not,
  /// tells nothing. What the customer typed is no fact.
  func checkProduct(_ order: OrderSnapshot?) -> Check {
    let isAboutWhatCame = [.damaged, .unsuitable, .defect].contains(kind)
    guard isAboutWhatCame, let product = product?.lowercased() else {
      return Check(.product, .pass, ["named": .flag(self.product != nil)])
    }
    guard let order, !order.items.isEmpty else {
      return Check(.product, .indeterminate, ["named": .flag(true), "items": .number(0)])
    }
    let wasBought = order.items.contains { $0.sku.lowercased() == product }
    return Check(
      .product, wasBought ? .pass : .fail, ["named": .flag(true), "items": .number(order.items.count)])
  }

  /// S23. Without an order there is nobody to compare with.
  func checkCustomer(orderExists: Bool) -> Check {
    guard orderExists else { return Check(.customer, .indeterminate, ["order_exists": .flag(false)]) }
    let outcome: CheckOutcome =
      switch customer {
      case .matches: .pass
      case .differs: .fail
      case .unknown: .indeterminate
      }
    return Check(.customer, outcome, ["order_exists": .flag(true), "customer": .word(customer)])
  }

  /// L1, S23. Unstated is indeterminate, and is treated as the policy says.
  func checkStanding(_ rules: StandingRules) -> Check {
    guard let standing else { return Check(.standing, .indeterminate) }
    return Check(
      .standing, rules.areDecidedByRules(standing) ? .pass : .fail, ["standing": .word(standing)])
  }

  /// S19: what the kind needs and the customer has not sent is missing, and no refusal.
  func checkEvidence(_ rule: KindRule) -> Check {
    let missing = rule.evidence.subtracting(evidence)
    return Check(
      .evidence, missing.isEmpty ? .pass : .indeterminate,
      ["given": .words(evidence), "missing": .words(missing), "asked": .flag(wasAskedForInformation)])
  }

  /// Redress never converts: a claim in another currency is for a person.
  func checkCurrency(_ order: OrderSnapshot?) -> Check {
    guard let claimedAmount else { return Check(.currency, .pass) }
    guard let order else { return Check(.currency, .indeterminate, ["claimed": .money(claimedAmount)]) }
    return Check(
      .currency, claimedAmount.currency == order.currency ? .pass : .fail,
      ["claimed": .text(claimedAmount.currency.code), "order": .text(order.currency.code)])
  }

  /// A claim above all that was paid is not plausible by itself: there may be damages in it, and they are for
  /// a person.
  func checkClaimedAmount(_ order: OrderSnapshot?) throws(MoneyError) -> Check {
    guard let claimedAmount else { return Check(.claimedAmount, .pass) }
    guard let order, order.currency == claimedAmount.currency else {
      return Check(.claimedAmount, .indeterminate, ["claimed": .money(claimedAmount)])
    }
    let paid = try order.paid()
    return Check(
      .claimedAmount, try claimedAmount > paid ? .fail : .pass,
      ["claimed": .money(claimedAmount), "paid": .money(paid)])
  }
}
