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
    guard let term, let start else { return nil }
    self.init(term: term, start: start)
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
    for means in asVoucher.intersection(byTransfer).sorted() {
      section.complain(
        "by_transfer", "\(means) is also paid back as a voucher (as_voucher): only one of the two can be")
    }
    self.init(asVoucher: asVoucher, byTransfer: byTransfer, onDelivery: onDelivery)
  }
}

extension EscalationRules {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let contact = section.required("contact", .text)
    let appeal = section.section("appeal_within").flatMap { Term($0) }
    let routes = section.sections("routes").compactMap { EscalationRoute($0) }
    if routes.isEmpty { section.complain("routes", "a refusal must name at least one further way (S32)") }
    guard let contact, let appeal else { return nil }
    self.init(contact: contact, appealWithin: appeal, routes: routes)
  }
}

extension EscalationRoute {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let kind: Kind? = section.required("kind", .word)
    let name = section.required("name", .text)
    let contact = section.optional("contact", .text)
    if let contact,
      contact.lowercased().contains("ec.europa.eu/consumers/odr")
        || contact.lowercased().contains("ec.europa.eu/odr")
    {
      section.complain(
        "contact", "the EU platform for online dispute resolution is closed since 2025-07-20 (L4)")
    }
    guard let kind, let name else { return nil }
    self.init(kind: kind, name: name, contact: contact)
  }
}

/// An amount, or the word that there is no limit.
struct PolicyLimit {
  /// `nil`: no limit.
  let amount: Money?
}

extension PolicyScalar where Value == PolicyLimit {
  static func limit(_ currency: Currency) -> Self {
    let money = PolicyScalar<Money>.money(currency)
    return PolicyScalar(expectation: "\(money.expectation), or the word unlimited") { text in
      text == "unlimited" ? PolicyLimit(amount: nil) : money.parse(text).map { PolicyLimit(amount: $0) }
    }
  }
}
