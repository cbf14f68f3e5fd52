extension KindRule {
  /// The rules of all kinds; `nil` when one is missing.
  static func all(_ section: PolicySection, currency: Currency) -> [ComplaintKind: KindRule]? {
    defer { section.finish() }
    var rules: [ComplaintKind: KindRule] = [:]
    for kind in ComplaintKind.allCases {
      rules[kind] = section.section(kind.rawValue).flatMap { KindRule($0, currency: currency) }
    }
    return rules.count == ComplaintKind.allCases.count ? rules : nil
  }

  private init?(_ section: PolicySection, currency: Currency) {
    defer { section.finish() }
    let priority: Priority? = section.required("priority", .word)
    let untilLate: Priority? = section.optional("priority_until_late", .word)
    let evidence: [Evidence] = section.list("evidence", .word)
    let needsOrder = section.optional("needs_order", .flag) ?? true
    let filing = section.optionalSection("filing").flatMap { FilingWindow($0) }
    let remedies = section.sections("remedies").compactMap { RemedyRule($0, currency: currency) }
    for (remedy, rules) in Dictionary(grouping: remedies, by: \.remedy) where rules.count > 1 {
      section.complain("remedies", "\(remedy.rawValue) is offered twice: nobody could tell which was chosen")
    }
    guard let priority else { return nil }
    self.init(
      priority: priority, priorityUntilLate: untilLate, evidence: Set(evidence), needsOrder: needsOrder,
      filing: filing, remedies: remedies)
  }
}

extension RemedyRule {
  init?(_ section: PolicySection, currency: Currency) {
    defer { section.finish() }
    let remedy: Remedy? = section.required("remedy", .word)
    let formula = AmountFormula(section, key: "amount", currency: currency)
    let basis: Basis? = section.required("basis", .word)
    let needsReturn = section.optional("needs_return", .flag) ?? false
    let fromDaysLate = section.optional("from_days_late", .integer(1...3650))
    if basis == .deemed {
      section.complain("basis", "deemed is what a clock makes, not what a policy offers")
    }
    guard let remedy, let formula, let basis else { return nil }
    if let fault = formula.fault(for: remedy) { section.complain("amount", fault) }
    self.init(
      remedy: remedy, formula: formula, basis: basis, needsReturn: needsReturn, fromDaysLate: fromDaysLate)
  }
}

extension AmountFormula {
  /// A word (`none`, `paid`, `claimed`, `late_penalty`) or a section (`{ fixed: … }`, `{ share: …, of: … }`).
  init?(_ section: PolicySection, key: String, currency: Currency) {
    if section.isSection(key) {
      guard let formula = section.section(key) else { return nil }
      self.init(formula, currency: currency)
    } else {
      let words: [String: AmountFormula] = [
        "none": .none, "paid": .paid, "claimed": .claimed, "late_penalty": .latePenalty,
      ]
      let scalar = PolicyScalar(
        expectation: "a formula: none, paid, claimed, late_penalty, { fixed: … } or { share: …, of: … }"
      ) { words[$0] }
      guard let formula = section.required(key, scalar) else { return nil }
      self = formula
    }
  }

  private init?(_ section: PolicySection, currency: Currency) {
    defer { section.finish() }
    if section.has("fixed") {
      guard let amount = section.required("fixed", .money(currency)) else { return nil }
      self = .fixed(amount)
      return
    }
    let share = section.required("share", .ratio)
    let base: AmountBase? = section.required("of", .word)
    let rounding: RoundingMode? = section.required("rounding", .word)
    let atLeast = section.optional("at_least", .money(currency))
    let atMost = section.optional("at_most", .money(currency))
    if let atLeast, let atMost, atLeast.minorUnits > atMost.minorUnits {
      section.complain("at_least", "\(atLeast) is more than at_most, \(atMost)")
    }
    guard let share, let base, let rounding else { return nil }
    self = .share(share, of: base, rounding: rounding, atLeast: atLeast, atMost: atMost)
  }

  /// Why the formula does not fit the remedy, in words; `nil` when it does.
  fileprivate func fault(for remedy: Remedy) -> String? {
    switch (remedy.isMoney || remedy.isCode, self) {
    case (true, .none): "\(remedy.rawValue) needs an amount"
    case (false, .none): nil
    case (false, _): "\(remedy.rawValue) is no money: its amount must be none"
    case (true, .latePenalty) where remedy != .latePenalty: "only the remedy late_penalty has this amount"
    case (true, .latePenalty): nil
    case (true, _): remedy == .latePenalty ? "the amount of late_penalty is late_penalty" : nil
    }
  }
}

extension LatePenaltyRule {
  /// `nil` when a value is wrong or missing.
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let rate = section.required("rate_per_day", .ratio)
    let base: AmountBase? = section.required("base", .word)
    let cap = section.required("cap", .ratio)
    let rounding: RoundingMode? = section.required("rounding", .word)
    guard let rate, let base, let cap, let rounding else { return nil }
    self.init(ratePerDay: rate, base: base, cap: cap, rounding: rounding)
  }
}
