package import Foundation

extension UpdateCap {
  /// Whether one more update may be written now (S30).
  ///
  /// An update counts until the cap's term from its writing is over: with two in one calendar day, a third may be
  /// written when the day after the first has ended. Throws where that lies beyond the calendar.
  ///
  /// - Parameter earlier: when the case's updates were written, in any order.
  package func allowsOne(
    at now: Date, after earlier: [Date], in zone: Zone, calendar: WorkingCalendar
  ) throws(CalendarError) -> Bool {
    let latest = earlier.sorted(by: >).prefix(updates)
    guard latest.count == updates, let first = latest.last else { return true }
    return try within.deadline(from: first, in: zone, calendar: calendar).expiresAt <= now
  }
}
