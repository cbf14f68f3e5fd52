package import Complaints
import Foundation

/// Into what a period is divided, to see how a figure went.
package enum ReportStep: String, Sendable, Hashable, Codable, CaseIterable {
  case day
  /// Begins on Monday.
  case week
  case month

  /// One that gives a picture neither of a few nor of hundreds.
  package init(suiting period: ReportPeriod) {
    let days = period.to.daysSinceEpoch - period.from.daysSinceEpoch + 1
    self = days <= 31 ? .day : days <= 190 ? .week : .month
  }

  /// The first day of each step of the period. The first one is the period's, and may be less than a whole week or month.
  package func beginnings(in period: ReportPeriod) -> [CivilDate] {
    var days = [period.from]
    while let last = days.last, next(after: last) <= period.to { days.append(next(after: last)) }
    return days
  }

  private func next(after day: CivilDate) -> CivilDate {
    switch self {
    case .day: return day.adding(days: 1)
    case .week: return day.adding(days: 8 - day.weekday)
    case .month:
      // 31 days after the first of a month it is the next month, whatever its length, and early in it.
      let later = day.adding(days: 32 - day.components.day)
      return later.adding(days: 1 - later.components.day)
    }
  }
}

extension ReportPeriod {
  /// The instants at which the steps begin, as statements take them.
  func instants(_ step: ReportStep) -> [Date] { step.beginnings(in: self).map(zone.startOfDay) }
}
