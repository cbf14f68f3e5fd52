/// Which civil days are worked on: weekend days, dated holidays and dated transfers, known for a stated range
/// of dates.
///
/// Holidays are dates and not rules, because law and government change them year by year (24 December in
/// Poland from 2025 on, transferred days in Russia, substitute days in the United Kingdom). Outside its range
/// the calendar throws: the next holiday is not guessed (L2, L5).
package struct WorkingCalendar: Sendable, Hashable {
  /// ISO weekdays, 1 = Monday … 7 = Sunday, that are not worked on.
  package let weekend: Set<Int>
  /// Days that are not worked on, with their names as the policy file gives them.
  package let holidays: [CivilDate: String]
  /// Weekend days that are worked on, because their rest was transferred to another day.
  package let workingDays: Set<CivilDate>
  /// When on its working days people work; `nil`: not stated, and working days count from midnight to
  /// midnight.
  package let hours: WorkingHours?
  /// The dates that this calendar knows.
  package let covered: ClosedRange<CivilDate>

  /// A calendar of the given days. A day that is both a holiday and a working day counts as a holiday; the
  /// policy file refuses that.
  package init(
    weekend: Set<Int>, holidays: [CivilDate: String], workingDays: Set<CivilDate> = [],
    hours: WorkingHours? = nil, covered: ClosedRange<CivilDate>
  ) {
    self.weekend = weekend
    self.holidays = holidays
    self.workingDays = workingDays
    self.hours = hours
    self.covered = covered
  }

  /// Whether the day is worked on.
  package func isWorkingDay(_ date: CivilDate) throws(CalendarError) -> Bool {
    guard covered.contains(date) else { throw .notCovered(date, covered: covered) }
    if holidays[date] != nil { return false }
    return workingDays.contains(date) || !weekend.contains(date.weekday)
  }

  /// The day itself when it is worked on, else the next one that is.
  package func rolled(_ date: CivilDate) throws(CalendarError) -> CivilDate {
    var day = date
    while try !isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }

  /// The n-th working day after the date; the date itself is not counted.
  package func adding(workingDays count: Int, to date: CivilDate) throws(CalendarError) -> CivilDate {
    var (day, remaining) = (date, count)
    while remaining > 0 {
      day = day.adding(days: 1)
      if try isWorkingDay(day) { remaining -= 1 }
    }
    return day
  }

  /// How many working days lie after the first date, up to and with the second.
  package func workingDays(after first: CivilDate, through last: CivilDate) throws(CalendarError) -> Int {
    var (day, count) = (first, 0)
    while day < last {
      day = day.adding(days: 1)
      if try isWorkingDay(day) { count += 1 }
    }
    return count
  }
}

/// Why a working calendar has no answer.
package enum CalendarError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The calculation needs a day outside the dates that the policy's calendar lists: the policy must be
  /// extended.
  case notCovered(CivilDate, covered: ClosedRange<CivilDate>)

  package var description: String {
    switch self {
    case .notCovered(let date, let covered):
      "the working calendar knows \(covered.lowerBound) to \(covered.upperBound), and \(date) is needed"
    }
  }
}
