extension ClockRule {
  /// Without these a duty would have no date, or a case would wait for ever.
  private static let indispensable: [ClockKind] = [.acknowledge, .answer, .remedy, .information]

  /// The clocks of a policy. The offer's expiry comes from the section `offer`, where its length belongs.
  static func all(_ section: PolicySection, offer: OfferRule?) -> [ClockKind: ClockRule] {
    defer { section.finish() }
    var rules: [ClockKind: ClockRule] = [:]
    for kind in ClockKind.allCases where kind != .offerExpiry {
      let clock =
        indispensable.contains(kind) ? section.section(kind.rawValue) : section.optionalSection(kind.rawValue)
      rules[kind] = clock.flatMap { ClockRule($0, kind: kind) }
    }
    rules[.offerExpiry] = offer.map {
      ClockRule(term: $0.validFor, thresholds: [], onBreach: .nothing, deemedFor: [], pausedIn: [])
    }
    return rules
  }

  private init?(_ section: PolicySection, kind: ClockKind) {
    defer { section.finish() }
    let term = section.section("term").flatMap { Term($0) }
    guard kind.isCommitment else {
      guard let term else { return nil }
      self.init(term: term, thresholds: [], onBreach: .nothing, deemedFor: [], pausedIn: [])
      return
    }
    let thresholds = section.list("thresholds", .integer(1...99))
    let onBreach: BreachAction? = section.required("on_breach", .word)
    let deemedFor: [Standing] = section.list("deemed_for", .word)
    let pausedIn: [CaseState] = section.list("paused_in", .word)
    if thresholds != thresholds.sorted() { section.complain("thresholds", "must ascend") }
    if onBreach == .deemAccepted, kind != .answer {
      section.complain("on_breach", "only the answer clock can make an acceptance")
    }
    if (onBreach == .deemAccepted) == deemedFor.isEmpty {
      section.complain(
        "deemed_for", "belongs to on_breach: deem_accepted, and says whose complaints silence accepts")
    }
    if kind == .externalBody, !pausedIn.isEmpty {
      section.complain("paused_in", "this clock is never paused (S41)")
    }
    for state in pausedIn where !state.isUndecided {
      section.complain(
        "paused_in", "\(state.rawValue) is no state in which a case waits for the customer or an expert")
    }
    guard let term, let onBreach else { return nil }
    self.init(
      term: term, thresholds: thresholds, onBreach: onBreach, deemedFor: Set(deemedFor),
      pausedIn: Set(pausedIn))
  }
}
