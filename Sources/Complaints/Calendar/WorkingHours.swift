/// When on a working day people work: several periods a day, by the day of the week.
///
/// They are times on the clock on the wall, so a day on which the clock changes is as long as it is.
package struct WorkingHours: Sendable, Hashable {
  /// One stretch of a working day: `09:00-13:00`.
  package struct Period: Sendable, Hashable {
    /// Minutes after midnight.
    package let from: Int
    /// Minutes after midnight, exclusive; 1440 is the midnight that ends the day.
    package let until: Int

    /// `nil` unless the period begins before it ends, within one day.
    package init?(from: Int, until: Int) {
      guard (0..<1440).contains(from), from < until, until <= 1440 else { return nil }
      self.from = from
      self.until = until
    }

    /// Reads `09:00-13:00`; midnight at the end is `24:00`. `nil` for anything else.
    package init?(_ text: String) {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Period.minutes($0) }
      guard ends.count == 2, let from = ends[0], let until = ends[1] else { return nil }
      self.init(from: from, until: until)
    }

    private static func minutes(_ text: Substring) -> Int? {
      let digits = Array(text.utf8)
      guard digits.count == 5, digits[2] == UInt8(ascii: ":"),
        [0, 1, 3, 4].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digits[$0]) })
      else { return nil }
      let values = digits.map { Int($0) - 48 }
      let (hour, minute) = (values[0] * 10 + values[1], values[3] * 10 + values[4])
      return hour <= 24 && minute < 60 ? hour * 60 + minute : nil
    }
  }

  /// By ISO weekday, in the order of the day, none within another. A weekday without periods is not worked on
  /// by the hour.
  package let periods: [Int: [Period]]

  /// Hours whose periods of a day may touch one another and must not overlap; the policy file refuses that.
  package init(_ periods: [Int: [Period]]) {
    self.periods = periods.mapValues { day in day.sorted { $0.from < $1.from } }
  }

  /// From midnight to midnight: what a calendar without hours counts.
  static let wholeDays = WorkingHours(
    Dictionary(uniqueKeysWithValues: (1...7).map { ($0, [Period(from: 0, until: 1440)!]) }))
}

extension WorkingHours.Period: CustomStringConvertible {
  /// As the policy file writes it.
  package var description: String { "\(WorkingHours.Period.clock(from))-\(WorkingHours.Period.clock(until))" }

  private static func clock(_ minutes: Int) -> String {
    let parts = [minutes / 60, minutes % 60]
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
