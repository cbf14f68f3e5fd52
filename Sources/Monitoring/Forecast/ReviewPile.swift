import Complaints
import Foundation

/// The cases that wait for a person's decision, and how fast persons decide: counted in the time in which they work.
struct ReviewPile: Sendable {
  /// Decisions in a second that is worked, of all persons together; `nil`: none was seen.
  let decisionsPerWorkingSecond: Double?
  let calendar: WorkingCalendar
  let zone: Zone

  /// - Parameters:
  ///   - decisions: reviews closed within the span.
  ///   - span: as far back as was looked, or to the first review.
  init(decisions: Int, in span: ClosedRange<Date>, calendar: WorkingCalendar, zone: Zone)
    throws(CalendarError)
  {
    let worked = try calendar.workingSeconds(from: span.lowerBound, until: span.upperBound, in: zone)
    decisionsPerWorkingSecond = decisions > 0 && worked > 0 ? Double(decisions) / worked : nil
    self.calendar = calendar
    self.zone = zone
  }

  /// When a case is decided that `ahead` others are decided before; `nil` when nobody decides, or not within the days that the
  /// calendar knows.
  func decidedAt(ahead: Int, from now: Date) -> Date? {
    guard let rate = decisionsPerWorkingSecond else { return nil }
    return try? calendar.adding(workingSeconds: Double(ahead + 1) / rate, to: now, in: zone)
  }

  /// Decisions a second with which it would be decided by then; `nil` when nobody works until then.
  func rateNeeded(ahead: Int, from now: Date, by due: Date) -> Double? {
    guard let seconds = try? calendar.workingSeconds(from: now, until: due, in: zone), seconds > 0 else {
      return nil
    }
    return Double(ahead + 1) / seconds
  }

  /// What people count in: a day of eight hours' work.
  static func perDay(_ perSecond: Double) -> Double { perSecond * 8 * 3600 }
}
