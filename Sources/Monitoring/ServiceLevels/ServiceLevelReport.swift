package import Complaints
import Foundation
import LibPQ

/// The clocks: what `redress-monitor sla` tells.
package struct ServiceLevelReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  package let clocks: [ClockSummary]
  /// Next due first; what is over already leads.
  package let cases: [ClockCase]
  /// How far the commitments asked for were kept in the last thirty days, worst first; `nil` when it was not asked for.
  package var attainment: [KindAttainment]?
}

/// Which of the cases behind the numbers are asked for.
package struct ClockFilter: Sendable, Hashable {
  /// `nil`: every commitment, and no waits.
  package var kind: ClockKind?
  /// Percent of the target that is used up at least.
  package var minimumPercent: Double
  package var limit: Int
  /// Whether it is told how far commitments were kept. It is by far the dearest part, and no use to who looks every few seconds:
  /// the dashboard asks for it apart, once a minute.
  package var hasAttainment: Bool

  package init(
    kind: ClockKind? = nil, minimumPercent: Double = 0, limit: Int = 20, hasAttainment: Bool = false
  ) {
    self.kind = kind
    self.minimumPercent = minimumPercent
    self.limit = limit
    self.hasAttainment = hasAttainment
  }

  /// - Parameter name: of the clock; `nil`, or one that this program does not know: every commitment.
  package init(named name: String?, limit: Int) {
    self.init(kind: name.flatMap(ClockKind.init), limit: limit)
  }

  var kinds: [ClockKind] { kind.map { [$0] } ?? ClockKind.allCases.filter(\.isCommitment) }
}

extension Monitor {
  package func serviceLevels(_ filter: ClockFilter = ClockFilter()) async throws -> ServiceLevelReport {
    try await look { look in
      let answers = try await look.read(
        Statement.businessTime.with(), Statement.clockSummary.with(), Statement.clockBreaches.with(),
        Statement.clockCases.with(
          filter.kinds.map(\.rawValue), filter.minimumPercent, Int64(filter.limit)))
      let moment = try Moment(answers[0])
      return ServiceLevelReport(
        moment: moment,
        clocks: ClockSummary.summaries(
          try answers[1].map(ClockLevel.init), try answers[2].map(ClockBreaches.init)),
        cases: try answers[3].map(ClockCase.init),
        attainment: filter.hasAttainment
          ? try await KindAttainment.recent(look, of: filter.kinds, at: moment.businessTime) : nil)
    }
  }
}
