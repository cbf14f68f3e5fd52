extension Policy {
  /// What no single value shows: rules that contradict one another, and clocks that the calendar cannot
  /// carry.
  func checkConsistency(_ root: PolicySection, today: CivilDate?) {
    checkFormulas(root)
    checkDefaults(root)
    checkTerms(root, today: today)
    checkOrderOfTerms(root)
    checkLadder(root)
    checkExamination(root)
  }

  private func checkFormulas(_ root: PolicySection) {
    for (kind, rule) in kinds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for remedy in rule.remedies { check(remedy, of: kind.rawValue, in: "kinds", root) }
    }
    if let loyalty { check(loyalty.offer, of: "offer", in: "loyalty", root) }
  }

  private func check(_ remedy: RemedyRule, of owner: String, in section: String, _ root: PolicySection) {
    let place = "\(owner): \(remedy.remedy.rawValue)"
    if remedy.formula == .latePenalty, latePenalty == nil {
      root.complain(section, "\(place) needs the section late_penalty, which is missing")
    }
    guard remedy.basis == .goodwill else { return }
    guard let goodwillLimit else {
      root.complain(section, "\(place) is goodwill, and the section goodwill is missing")
      return
    }
    if case .fixed(let amount) = remedy.formula, amount.minorUnits > goodwillLimit.minorUnits {
      root.complain(section, "\(place) gives \(amount), more than the goodwill limit of \(goodwillLimit)")
    }
  }

  private func checkDefaults(_ root: PolicySection) {
    let offered = Set(kinds.values.flatMap { $0.remedies.map(\.remedy) })
    for remedy in offer.defaults where !offered.contains(remedy) {
      root.complain("offer", "the default \(remedy.rawValue) is offered by no kind of complaint")
    }
  }
}
