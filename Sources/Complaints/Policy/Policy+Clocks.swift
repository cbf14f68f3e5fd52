extension ClockRule {
  /// Without these a duty would have no date, or a case would wait for ever.
  private static let indispensable: [ClockKind] = [.acknowledge, .answer, .remedy, .information]

  /// The clocks of a policy. The offer's expiry comes from the section `offer`, and the wait for goods from `returns`,
  /// where their lengths belong.
  static func all(
    _ section: PolicySection, offer: OfferRule?, returns: ReturnRules?
  ) -> [ClockKind: ClockRule] {
    defer { section.finish() }
    var rules: [ClockKind: ClockRule] = [:]
    for kind in ClockKind.timedByPolicy where kind != .offerExpiry && kind != .goodsReturn {
      let clock =
        indispensable.contains(kind) ? section.section(kind.rawValue) : section.optionalSection(kind.rawValue)
      rules[kind] = clock.flatMap { ClockRule($0, kind: kind) }
    }
    rules[.offerExpiry] = offer.map { ClockRule($0.validFor, of: .offerExpiry) }
    rules[.goodsReturn] = returns?.within.map { ClockRule($0, of: .goodsReturn) }
    return rules
  }

  private init?(_ section: PolicySection, kind: ClockKind) {
    defer { section.finish() }
    let term = section.section("term").flatMap { Term($0) }
    let start: ClockStart? = section.optional("start", .word)
    if let start, !kind.possibleStarts.contains(start) {
      let possible = kind.possibleStarts.map(\.rawValue).joined(separator: ", ")
      section.complain("start", "\(kind.rawValue) can only start with: \(possible)")
    }
    guard kind.isCommitment else {
      guard let term else { return nil }
      self.init(term, of: kind, start: start)
      return
    }
    let thresholds = section.list("thresholds", .integer(1...99))
    let onBreach: BreachAction? = section.required("on_breach", .word)
    let deemedFor: [Standing] = section.list("deemed_for", .word)
    let pausedIn: [CaseState] = section.list("paused_in", .word)
    let byRemedy = kind == .remedy ? section.optionalSection("by_remedy").map { ClockRule.terms($0) } : nil
    let answeredWhen: AnswerMoment? = kind == .answer ? section.optional("answered_when", .word) : nil
    if thresholds != thresholds.sorted() { section.complain("thresholds", "must ascend") }
    if onBreach == .deemAccepted, kind != .answer {
      section.complain("on_breach", "only the answer clock can make an acceptance")
    }
    if (onBreach == .deemAccepted) == deemedFor.isEmpty {
      section.complain(
        "deemed_for", "belongs to on_breach: deem_accepted, and says whose complaints silence accepts")
    }
    ClockRule.check(pausedIn, of: kind, hasTermsByRemedy: byRemedy != nil, section)
    guard let term, let onBreach else { return nil }
    self.init(
      term, of: kind, byRemedy: byRemedy ?? [:], start: start, answeredWhen: answeredWhen ?? .dispatched,
      thresholds: thresholds, onBreach: onBreach, deemedFor: Set(deemedFor), pausedIn: Set(pausedIn))
  }

  /// Keys are remedies, values their terms.
  private static func terms(_ section: PolicySection) -> [Remedy: Term] {
    defer { section.finish() }
    var terms: [Remedy: Term] = [:]
    for remedy in Remedy.allCases {
      terms[remedy] = section.optionalSection(remedy.rawValue).flatMap { Term($0) }
    }
    return terms
  }

  private static func check(
    _ pausedIn: [CaseState], of kind: ClockKind, hasTermsByRemedy: Bool, _ section: PolicySection
  ) {
    if kind == .externalBody, !pausedIn.isEmpty {
      section.complain("paused_in", "this clock is never paused (S41)")
    }
    if hasTermsByRemedy, !pausedIn.isEmpty {
      section.complain("paused_in", "a clock with terms by remedy cannot be paused")
    }
    for state in pausedIn where !state.isUndecided {
      section.complain(
        "paused_in", "\(state.rawValue) is no state in which a case waits for the customer or an expert")
    }
  }
}
