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

  init(
    _ status: StatusReport, _ clocks: [ClockSummary], _ forecast: Forecast?,
    thresholds: [CheckMeasure: CheckThreshold]
  ) {
    findings = CheckMeasure.allCases.compactMap { measure in
      thresholds[measure].map {
        Finding(measure: measure, value: measure.value(status, clocks, forecast), threshold: $0)
      }
    }
  }

  /// What can be said without a forecast, by the standard thresholds.
  package init(_ status: StatusReport, _ clocks: [ClockSummary]) {
    let measures = CheckMeasure.allCases.filter { $0 != .misses }
    self.init(
      status, clocks, nil, thresholds: Dictionary(uniqueKeysWithValues: measures.map { ($0, $0.standard) }))
  }
}

extension CheckMeasure {
  fileprivate func value(_ status: StatusReport, _ clocks: [ClockSummary], _ forecast: Forecast?) -> Double {
    let now = status.moment.businessTime
    func age(_ since: Date?) -> Double { since.map { max(0, now.timeIntervalSince($0)) } ?? 0 }
    switch self {
    case .workers:
      return Double(status.workers.count { $0.condition == .working || $0.condition == .idle })
    case .oldestJob: return status.queues.compactMap(\.oldestSeconds).max() ?? 0
    case .deadLetters: return Double(status.deadLetters)
    case .unknownPayments: return Double(status.attention.unknownPayments)
    case .unsent: return age(status.attention.oldestUnsentAt)
    case .handover: return age(status.attention.oldestHandedAt)
    case .review: return age(status.attention.oldestReviewAt)
    case .over: return clocks.filter(\.isCommitment).reduce(0) { $0 + Double($1.over) }
    case .misses: return Double(forecast?.misses.count ?? 0)
    case .snapshot:
      return status.health.snapshotHolders.map { $0.seconds ?? .infinity }.max() ?? 0
    case .standby: return status.health.standbys.compactMap(\.secondsBehind).max() ?? 0
    }
  }
}

extension Monitor {
  /// - Parameter thresholds: only these measures are looked at.
  package func check(_ thresholds: [CheckMeasure: CheckThreshold]) async throws -> CheckReport {
    let overview = try await overview()
    return CheckReport(
      overview.status, overview.levels.clocks, overview.forecast, thresholds: thresholds)
  }
}
