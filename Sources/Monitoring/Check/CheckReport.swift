import Complaints
import Foundation

/// The state of the desk as an alarm sees it.
package struct CheckReport: Sendable, Hashable {
  package struct Finding: Sendable, Hashable {
    package let measure: CheckMeasure
    package let value: Double
    package let threshold: CheckThreshold
    package var level: CheckLevel { threshold.level(value, isTooFew: measure.isTooFew) }
  }

  /// In the order of the measures; what is not looked at is left out.
  package let findings: [Finding]
  package var level: CheckLevel { findings.map(\.level).max() ?? .fine }

  init(_ facts: CheckFacts, thresholds: [CheckMeasure: CheckThreshold]) {
    findings = CheckMeasure.allCases.compactMap { measure in
      thresholds[measure].map { Finding(measure: measure, value: measure.value(facts), threshold: $0) }
    }
  }

  /// What can be said without a forecast, by the standard thresholds.
  package init(_ status: StatusReport, _ clocks: [ClockSummary]) {
    let measures = CheckMeasure.allCases.filter { $0 != .misses }
    self.init(
      CheckFacts(status, clocks),
      thresholds: Dictionary(uniqueKeysWithValues: measures.map { ($0, $0.standard) }))
  }
}

extension CheckMeasure {
  fileprivate func value(_ facts: CheckFacts) -> Double {
    func age(_ since: Date?) -> Double {
      since.map { max(0, facts.businessTime.timeIntervalSince($0)) } ?? 0
    }
    switch self {
    case .workers:
      return Double(facts.workers.count { $0.condition == .working || $0.condition == .idle })
    case .oldestJob: return facts.oldestJobSeconds ?? 0
    case .deadLetters: return Double(facts.deadLetters)
    case .unknownPayments: return Double(facts.attention.unknownPayments)
    case .unsent: return age(facts.attention.oldestUnsentAt)
    case .handover: return age(facts.attention.oldestHandedAt)
    case .review: return age(facts.attention.oldestReviewAt)
    case .over: return Double(facts.over)
    case .misses: return Double(facts.misses ?? 0)
    case .snapshot: return facts.snapshotHolders.map { $0.seconds ?? .infinity }.max() ?? 0
    case .standby: return facts.standbys.compactMap(\.secondsBehind).max() ?? 0
    }
  }
}

extension Monitor {
  /// - Parameter thresholds: only these measures are looked at.
  package func check(_ thresholds: [CheckMeasure: CheckThreshold]) async throws -> CheckReport {
    CheckReport(
      try await checkFacts(hasForecast: thresholds[.misses] != nil), thresholds: thresholds)
  }
}
