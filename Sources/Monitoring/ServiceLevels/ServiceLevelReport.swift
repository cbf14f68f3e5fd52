package import Complaints
import LibPQ

/// The clocks: what `redress-monitor sla` tells.
package struct ServiceLevelReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  package let clocks: [ClockSummary]
  /// Next due first; what is over already leads.
  package let cases: [ClockCase]
}

/// Which of the cases behind the numbers are asked for.
package struct ClockFilter: Sendable, Hashable {
  /// `nil`: every commitment, and no waits.
  package var kind: ClockKind?
  /// Percent of the target that is used up at least.
  package var minimumPercent: Double
  package var limit: Int

  package init(kind: ClockKind? = nil, minimumPercent: Double = 0, limit: Int = 20) {
    self.kind = kind
    self.minimumPercent = minimumPercent
    self.limit = limit
  }

  /// - Parameter name: of the clock; `nil`, or one that this program does not know: every commitment.
  package init(named name: String?, limit: Int) {
    self.init(kind: name.flatMap(ClockKind.init), limit: limit)
  }

  var kinds: [String] {
    if let kind { return [kind.rawValue] }
    return ClockKind.allCases.filter(\.isCommitment).map(\.rawValue)
  }
}

extension Monitor {
  package func serviceLevels(_ filter: ClockFilter = ClockFilter()) async throws -> ServiceLevelReport {
    let answers = try await read(
      Statement.businessTime.with(), Statement.clockSummary.with(), Statement.clockBreaches.with(),
      Statement.clockCases.with(filter.kinds, filter.minimumPercent, Int64(filter.limit)))
    return ServiceLevelReport(
      moment: try Moment(answers[0]),
      clocks: ClockSummary.summaries(
        try answers[1].map(ClockLevel.init), try answers[2].map(ClockBreaches.init)),
      cases: try answers[3].map(ClockCase.init))
  }
}
