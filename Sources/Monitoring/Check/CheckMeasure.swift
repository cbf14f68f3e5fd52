import Foundation

/// What `redress-monitor check` looks at: one number each.
package enum CheckMeasure: String, Sendable, Hashable, CaseIterable {
  /// Workers at work.
  case workers
  /// Seconds that the oldest ready job of all queues has waited.
  case oldestJob = "oldest-job"
  /// Jobs that no attempt is left for.
  case deadLetters = "dead-letters"
  /// Payments of which nobody knows whether they happened.
  case unknownPayments = "unknown-payments"
  /// Seconds of business time since the oldest message was owed that no worker has sent.
  case unsent
  /// Seconds of business time that the oldest message lies with a person who is to pass it on.
  case handover
  /// Seconds of business time that the oldest case waits for a person's decision.
  case review
  /// Commitments that are over, and what was due is still not done.
  case over
  /// Clocks that will be missed within a day if nothing changes.
  case misses
  /// Seconds that the oldest transaction or prepared transaction holds its snapshot; slots that nobody reads count as for ever.
  case snapshot
  /// Seconds that the slowest standby is behind.
  case standby

  package var isTime: Bool {
    switch self {
    case .oldestJob, .unsent, .handover, .review, .snapshot, .standby: true
    case .workers, .deadLetters, .unknownPayments, .over, .misses: false
    }
  }

  /// Too few are bad, not too many.
  package var isTooFew: Bool { self == .workers }

  /// From when on it is worth a look, and somebody's sleep.
  package var standard: CheckThreshold {
    let (hour, day) = (3600.0, 86_400.0)
    return switch self {
    case .workers: CheckThreshold(warning: 1, critical: 1)
    case .oldestJob: CheckThreshold(warning: 300, critical: 1800)
    case .deadLetters: CheckThreshold(warning: 1, critical: 100)
    case .unknownPayments: CheckThreshold(warning: 1, critical: 20)
    case .unsent: CheckThreshold(warning: hour, critical: 6 * hour)
    case .handover: CheckThreshold(warning: day, critical: 3 * day)
    case .review: CheckThreshold(warning: 3 * day, critical: 7 * day)
    case .over: CheckThreshold(warning: 1, critical: 10)
    case .misses: CheckThreshold(warning: 1, critical: 10)
    case .snapshot: CheckThreshold(warning: hour, critical: 6 * hour)
    case .standby: CheckThreshold(warning: 60, critical: 600)
    }
  }
}

/// At or beyond which a number is a warning, and critical. Of a measure of which there can be too few: below which.
package struct CheckThreshold: Sendable, Hashable {
  package let warning: Double
  package let critical: Double

  package init(warning: Double, critical: Double) {
    self.warning = warning
    self.critical = critical
  }

  package func level(_ value: Double, isTooFew: Bool) -> CheckLevel {
    func reaches(_ bound: Double) -> Bool { isTooFew ? value < bound : value >= bound }
    return reaches(critical) ? .critical : reaches(warning) ? .warning : .fine
  }
}

/// The raw value is the exit status that Nagios, Icinga and their like go by.
package enum CheckLevel: Int32, Sendable, Hashable, Comparable {
  case fine = 0
  case warning = 1
  case critical = 2
  /// It could not be looked.
  case unknown = 3

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package var word: String {
    switch self {
    case .fine: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }
}
