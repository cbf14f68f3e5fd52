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
  func fault(for remedy: Remedy) -> String? {
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
