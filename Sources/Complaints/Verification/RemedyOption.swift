/// One remedy that is offered to a customer, with its amount. Within an offer each remedy is there once, so
/// the remedy names the option.
package struct RemedyOption: Sendable, Hashable, Codable {
  package let remedy: Remedy
  /// `nil` where the remedy is no money and no code.
  package let amount: Money?
  /// Where the amount came from, for the record: the policy's formula, `judgement` or `demand`.
  package let formula: String
  package let basis: Basis
  /// The customer sends the goods back first; never true where nothing was delivered.
  package let needsReturn: Bool

  package init(
    _ remedy: Remedy, amount: Money?, formula: String = "judgement", basis: Basis, needsReturn: Bool = false
  ) {
    self.remedy = remedy
    self.amount = amount
    self.formula = formula
    self.basis = basis
    self.needsReturn = needsReturn
  }

  private enum CodingKeys: String, CodingKey {
    case remedy, amount, formula, basis
    case needsReturn = "needs_return"
  }
}

extension RemedyOption {
  /// The options of a complaint in the order in which they are offered: as the policy lists them, or as the
  /// customer's preference sorts them, but the customer's own wish first (S11).
  ///
  /// A remedy is left out when it does not apply: no penalty without a delay, no repair or exchange of what
  /// will not come, a refund for delay before the delay is material (S14), no claim without a claimed amount,
  /// a fixed amount in another currency than the order's, what was tried and came to nothing. The second tier is
  /// offered only where nothing of the first is left (L3). No refund exceeds what is left of what was paid; a
  /// penalty only adds what earlier ones have not given. What comes to nothing is left out.
  package static func all(
    for complaint: Complaint, order: OrderSnapshot, fact: DeliveryFact, granted: OrderLedger = .empty,
    policy: Policy
  ) throws(MoneyError) -> [RemedyOption] {
    let terms = OfferTerms(complaint: complaint, order: order, fact: fact, granted: granted, policy: policy)
    let rules = policy.rule(for: complaint.kind).remedies.filter {
      $0.applies(to: fact, of: order) && !complaint.triedInVain.contains($0.remedy)
    }
    var options: [RemedyOption] = []
    for tier in Set(rules.map(\.tier)).sorted() where options.isEmpty {
      for rule in rules where rule.tier == tier {
        switch try terms.value(of: rule) {
        case .nothing: continue
        case .inKind:
          options.append(RemedyOption(rule, amount: nil, fact: fact))
        case .amount(let amount):
          options.append(RemedyOption(rule, amount: amount, fact: fact))
        }
      }
    }
    if let preference = complaint.preference { options = preference.sorted(options) }
    guard let wish = options.firstIndex(where: { $0.remedy == complaint.desiredRemedy }) else {
      return options
    }
    options.insert(options.remove(at: wish), at: 0)
    return options
  }

  private init(_ rule: RemedyRule, amount: Money?, fact: DeliveryFact) {
    self.init(
      rule.remedy, amount: amount, formula: rule.formula.description, basis: rule.basis,
      needsReturn: rule.needsReturn && fact.wasDelivered)
  }
}

extension RemedyRule {
  fileprivate func applies(to fact: DeliveryFact, of order: OrderSnapshot) -> Bool {
    if let onceDelayedBy, !fact.isUndeliverable,
      (fact.daysLate ?? 0) < onceDelayedBy.threshold(for: order.items)
    {
      return false
    }
    // Free shipping is for the next order, and a gift is none of its goods.
    let isOfTheseGoods = [.replacement, .repair, .correctiveShipment].contains(remedy)
    if isOfTheseGoods, fact.isUndeliverable { return false }
    return remedy != .repair || fact.wasDelivered
  }
}
