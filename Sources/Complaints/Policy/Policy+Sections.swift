extension Merchant {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let name = section.required("name", .text)
    let person = section.required("responsible_person", .text)
    let contact = section.required("contact", .text)
    guard let name, let person, let contact else { return nil }
    self.init(name: name, responsiblePerson: person, contact: contact)
  }
}

extension Term {
  /// `{ amount: 14, unit: calendar_days, roll: next_working_day }`
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let amount = section.required("amount", .integer(1...10_000))
    let unit: Unit? = section.required("unit", .word)
    let roll: Roll? = section.optional("roll", .word)
    guard let amount, let unit else { return nil }
    guard unit != .years || amount <= 1000 else {
      section.complain("amount", "is more than 1000 years, which no calendar holds")
      return nil
    }
    if roll != nil, !unit.canRoll {
      section.complain("roll", "a term in \(unit.rawValue) has nothing to roll")
    }
    self.init(amount, unit, roll: roll ?? .none)
  }
}

extension FilingWindow {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let term = section.section("term").flatMap { Term($0) }
    let start: Start? = section.required("from", .word)
    let afterRepair = section.optionalSection("after_repair").flatMap { Term($0) }
    guard let term, let start else { return nil }
    self.init(term: term, start: start, afterRepair: afterRepair)
  }
}

extension OfferRule {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let validFor = section.section("valid_for").flatMap { Term($0) }
    let defaults: [Remedy] = section.list("defaults", .word)
    let usable = section.section("vouchers_usable_for").flatMap { Term($0) }
    guard let validFor, let usable else { return nil }
    self.init(validFor: validFor, defaults: defaults, vouchersUsableFor: usable)
  }
}

extension GroundRules {
  /// What data can show: the other grounds need evidence and a person's judgement (S17).
  private static let findable: Set<RejectionGround> = [.noProofOfPurchase, .filedTooLate, .notOurProduct]

  init(_ section: PolicySection) {
    defer { section.finish() }
    let proposed: [RejectionGround] = section.list("proposed", .word)
    let automatic: [RejectionGround] = section.list("automatic", .word)
    for (key, grounds) in [("proposed", proposed), ("automatic", automatic)] {
      for ground in grounds where !GroundRules.findable.contains(ground) {
        section.complain(key, "\(ground.rawValue) cannot be found in data: only a person can establish it")
      }
    }
    for ground in automatic where !proposed.contains(ground) {
      section.complain("automatic", "\(ground.rawValue) must also stand under proposed")
    }
    self.init(proposed: Set(proposed), automatic: Set(automatic))
  }
}

extension AutomationRules {
  init?(_ section: PolicySection, currency: Currency) {
    defer { section.finish() }
    let limit = section.required("approval_limit", .limit(currency))
    let undeliverable = section.required("undeliverable_orders", .flag)
    let partial = section.required("partial_acceptance", .flag)
    guard let limit, let undeliverable, let partial else { return nil }
    self.init(approvalLimit: limit.amount, undeliverableOrders: undeliverable, partialAcceptance: partial)
  }
}

extension PaymentMeansRules {
  init(_ section: PolicySection) {
    defer { section.finish() }
    let asVoucher = Set(section.list("as_voucher", .text))
    let byTransfer = Set(section.list("by_transfer", .text))
    let onDelivery = Set(section.list("on_delivery", .text))
    let doneWhen: PayoutMoment? = section.optional("done_when", .word)
    for means in asVoucher.intersection(byTransfer).sorted() {
      section.complain(
        "by_transfer", "\(means) is also paid back as a voucher (as_voucher): only one of the two can be")
    }
    self.init(
      asVoucher: asVoucher, byTransfer: byTransfer, onDelivery: onDelivery, doneWhen: doneWhen ?? .listed)
  }
}

extension PolicyScalar where Value == ApprovalLimit {
  /// An amount, or the word that there is no limit.
  static func limit(_ currency: Currency) -> Self {
    let money = PolicyScalar<Money>.money(currency)
    return PolicyScalar(expectation: "\(money.expectation), or the word unlimited") { text in
      text == "unlimited" ? ApprovalLimit(amount: nil) : money.parse(text).map { ApprovalLimit(amount: $0) }
    }
  }
}

extension StandingRules {
  /// Before a policy could say it, the rules decided for those whom L1 protects.
  static let standard = StandingRules(decidedByRules: [.consumer, .soleTrader], unstated: .consumer)

  init(_ section: PolicySection) {
    defer { section.finish() }
    let decided: [Standing] = section.list("decided_by_rules", .word)
    if decided.isEmpty {
      section.complain("decided_by_rules", "names nobody: the rules would decide nothing at all")
    }
    let unstated: Standing? = section.optional("unstated", .word)
    self.init(decidedByRules: Set(decided), unstated: unstated ?? .consumer)
  }
}
