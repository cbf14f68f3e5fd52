extension KindRule {
  /// The rules of all kinds; `nil` when one is missing.
  static func all(
    _ section: PolicySection, currency: Currency, materialDelay: MaterialDelay?
  ) -> [ComplaintKind: KindRule]? {
    defer { section.finish() }
    var rules: [ComplaintKind: KindRule] = [:]
    for kind in ComplaintKind.allCases {
      rules[kind] = section.section(kind.rawValue).flatMap {
        KindRule($0, currency: currency, materialDelay: materialDelay)
      }
    }
    return rules.count == ComplaintKind.allCases.count ? rules : nil
  }

  private init?(_ section: PolicySection, currency: Currency, materialDelay: MaterialDelay?) {
    defer { section.finish() }
    let priority: Priority? = section.required("priority", .word)
    let untilLate: Priority? = section.optional("priority_until_late", .word)
    let evidence: [Evidence] = section.list("evidence", .word)
    let needsOrder = section.optional("needs_order", .flag) ?? true
    let filing = section.optionalSection("filing").flatMap { FilingWindow($0) }
    let limit = section.optional("approval_limit", .limit(currency))
    let remedies = section.sections("remedies").compactMap {
      RemedyRule($0, currency: currency, materialDelay: materialDelay)
    }
    for (remedy, rules) in Dictionary(grouping: remedies, by: \.remedy) where rules.count > 1 {
      section.complain("remedies", "\(remedy.rawValue) is offered twice: nobody could tell which was chosen")
    }
    if !remedies.isEmpty, !remedies.contains(where: { $0.tier == 1 }) {
      section.complain("remedies", "nothing stands above the second tier")
    }
    guard let priority else { return nil }
    self.init(
      priority: priority, priorityUntilLate: untilLate, evidence: Set(evidence), needsOrder: needsOrder,
      filing: filing, approvalLimit: limit, remedies: remedies)
  }
}

extension RemedyRule {
  /// - Parameter materialDelay: what `from_days_late: material` means; `nil`: the policy does not say.
  init?(_ section: PolicySection, currency: Currency, materialDelay: MaterialDelay?) {
    defer { section.finish() }
    let remedy: Remedy? = section.required("remedy", .word)
    let formula = AmountFormula(section, key: "amount", currency: currency)
    let basis: Basis? = section.required("basis", .word)
    let needsReturn = section.optional("needs_return", .flag) ?? false
    let fromDaysLate = section.optional("from_days_late", .delay(material: materialDelay))
    let tier = section.optional("tier", .integer(1...2)) ?? 1
    if basis == .deemed {
      section.complain("basis", "deemed is what a clock makes, not what a policy offers")
    }
    guard let remedy, let formula, let basis else { return nil }
    if let fault = formula.fault(for: remedy) { section.complain("amount", fault) }
    self.init(
      remedy: remedy, formula: formula, basis: basis, needsReturn: needsReturn, onceDelayedBy: fromDaysLate,
      tier: tier)
  }
}
