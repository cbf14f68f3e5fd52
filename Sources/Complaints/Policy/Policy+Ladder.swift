extension Policy {
  /// The rungs to which a cause takes a case (S42), the nearest first: those above its own that are there for it.
  ///
  /// - Parameters:
  ///   - level: how high the case stands; 0: with its handler.
  ///   - trigger: `nil`: for whatever reason; the next rung takes it.
  ///   - warning: of `clock_at_risk`, which threshold it was; `nil`: a person says so.
  package func rungs(
    above level: Int, for trigger: MessageContext.EscalationTrigger?, at warning: ClockWarning? = nil
  ) -> [(level: Int, rung: EscalationRung)] {
    escalation.ladder.enumerated().dropFirst(level).compactMap { index, rung in
      if let trigger, !rung.triggers.contains(trigger) { return nil }
      if let warning, (rung.atRisk ?? lastWarning) != warning { return nil }
      return (index + 1, rung)
    }
  }

  /// The rungs that time alone brings an unsettled case to, from below, each with its level.
  package var timedRungs: [(level: Int, after: Term)] {
    escalation.ladder.enumerated().compactMap { index, rung in rung.after.map { (index + 1, $0) } }
  }

  /// Whether a claim is one of high value. One in another currency is not: Redress does not convert.
  package func isOfHighValue(_ claim: Money?) -> Bool {
    guard let claim, let limit = escalation.highValue, claim.currency == limit.currency else { return false }
    return claim.minorUnits >= limit.minorUnits
  }

  private var lastWarning: ClockWarning? {
    clocks[.answer]?.thresholds.last.map { ClockWarning(.answer, percent: $0) }
  }

  /// A warning that no clock gives brings no case anywhere.
  func checkLadder(_ root: PolicySection) {
    for rung in escalation.ladder where rung.triggers.contains(.clockAtRisk) {
      guard let warning = rung.atRisk ?? lastWarning else {
        root.complain(
          "escalation",
          "\(rung.level.rawValue) is for clock_at_risk, and the clock answer has no thresholds: say at_risk")
        continue
      }
      if clocks[warning.clock]?.thresholds.contains(warning.percent) != true {
        root.complain(
          "escalation",
          "\(rung.level.rawValue): the clock \(warning.clock.rawValue) has no threshold of \(warning.percent) %"
        )
      }
    }
  }
}
