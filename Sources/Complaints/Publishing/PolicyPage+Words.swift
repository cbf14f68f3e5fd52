/// The pieces of which the page's sentences are made.
extension PolicyPage {
  func word(_ word: some RawRepresentable<String>, _ table: String) -> String {
    texts.text("\(table).\(word.rawValue)")
  }

  func term(_ term: Term) -> String { texts.count(term.amount, term.unit) }

  func days(_ number: Int) -> String { texts.count(number, .calendarDays) }

  /// `0.5%`, with the language's decimal mark; a share that has no end in decimals stays a fraction.
  func share(_ ratio: Ratio) -> String {
    let (quotient, rest) = (ratio.numerator * 100).quotientAndRemainder(dividingBy: ratio.denominator)
    if rest == 0 { return "\(quotient)%" }
    var (digits, remainder) = ("", rest)
    while remainder != 0, digits.count < 4 {
      digits += "\(remainder * 10 / ratio.denominator)"
      remainder = remainder * 10 % ratio.denominator
    }
    return remainder == 0
      ? "\(quotient)\(formats.money.decimalMark)\(digits)%" : "\(ratio.numerator)/\(ratio.denominator)"
  }

  /// What a remedy is, what it comes to, and on what conditions: one line.
  ///
  /// - Parameter complaint: after which it is given; `nil`: it is no answer to one.
  func line(_ rule: RemedyRule, after complaint: ComplaintKind? = nil) -> Entry {
    var pieces = amount(rule.formula).map { [$0] } ?? []
    if let delay = rule.onceDelayedBy {
      pieces.append(texts.text("conditions.days_late", ["days": days(delay.days)]))
    }
    if rule.needsReturn {
      let isCollected = complaint.map { policy.goodsBack(after: $0, for: rule.remedy) } == .collected
      pieces.append(texts.text(isCollected ? "conditions.collected" : "conditions.needs_return"))
    }
    if rule.tier > 1 { pieces.append(texts.text("conditions.second_tier")) }
    if rule.basis == .goodwill { pieces.append(texts.text("conditions.goodwill")) }
    return Entry(word(rule.remedy, "remedies"), pieces.joined(separator: "; "))
  }

  /// `nil` where a remedy is no money.
  private func amount(_ formula: AmountFormula) -> String? {
    switch formula {
    case .none: return nil
    case .paid: return texts.text("amounts.paid")
    case .claimed: return texts.text("amounts.claimed")
    case .latePenalty: return texts.text("amounts.late_penalty")
    case .fixed(let amount): return texts.text("amounts.fixed", ["amount": formats.amount(amount)])
    case .share(let share, let base, rounding: _, let atLeast, let atMost):
      var pieces = [texts.text("amounts.share", ["share": self.share(share), "base": word(base, "bases")])]
      if let atLeast {
        pieces.append(texts.text("amounts.at_least", ["amount": formats.amount(atLeast)]))
      }
      if let atMost { pieces.append(texts.text("amounts.at_most", ["amount": formats.amount(atMost)])) }
      return pieces.joined(separator: ", ")
    }
  }
}
