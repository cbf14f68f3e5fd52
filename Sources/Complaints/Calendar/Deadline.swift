package import Foundation

/// When a term ends. Instants are exclusive: at `expiresAt` the time is over.
package struct Deadline: Sendable, Hashable {
  /// The last civil day of the term; `nil` when the term ends at an instant.
  package let lastDay: CivilDate?
  /// The last day before the roll; equal to `lastDay` when nothing was moved.
  package let unrolledDay: CivilDate?
  /// The instant at which the term is over: the start of the civil day after `lastDay`, in the zone.
  package let expiresAt: Date
  /// The instant at which it would be over without the roll. Where the roll is debated (L2), this is the
  /// moment to warn at.
  package let unrolledExpiresAt: Date
}

extension Term {
  /// The deadline of a term that a start event sets off: "Deadline arithmetic" of the domain.
  ///
  /// The day of the event is not counted. Days are civil days of the zone, never multiples of 86 400 seconds;
  /// the term expires at the start of the civil day that follows its last one. Throws when the calendar does
  /// not cover a day that decides.
  ///
  /// - Parameter pauses: finished spans that do not count. Minutes and hours are lengthened by their elapsed
  ///   time, business minutes and hours by what was worked in them, business days by the working days and all
  ///   others by the civil days between the beginning and the end of each span.
  package func deadline(
    from start: Date, pauses: [ClockCycle.Pause] = [], in zone: Zone, calendar: WorkingCalendar
  ) throws(CalendarError) -> Deadline {
    let spans = pauses.compactMap { pause in pause.until.map { (from: pause.from, until: $0) } }
    if let seconds = unit.seconds {
      var length = Double(amount) * seconds
      guard unit.isWorkingTime else {
        for span in spans { length += span.until.timeIntervalSince(span.from) }
        return Deadline(elapsedUntil: start + length)
      }
      for span in spans {
        length += try calendar.workingSeconds(from: span.from, until: span.until, in: zone)
      }
      return Deadline(elapsedUntil: try calendar.adding(workingSeconds: length, to: start, in: zone))
    }
    var unrolled = try end(from: zone.civilDate(of: start), calendar: calendar)
    for span in spans {
      let (from, until) = (zone.civilDate(of: span.from), zone.civilDate(of: span.until))
      unrolled =
        unit == .businessDays
        ? try calendar.adding(workingDays: calendar.workingDays(after: from, through: until), to: unrolled)
        : unrolled.adding(days: until.days(since: from))
      // A span that ends on a day off, after the last day: the rest of that day is worked on the next.
      if unit == .businessDays, unrolled < until { unrolled = try calendar.rolled(until) }
    }
    let last = roll == .nextWorkingDay ? try calendar.rolled(unrolled) : unrolled
    let unrolledExpiry = zone.startOfDay(unrolled.adding(days: 1))
    return Deadline(
      lastDay: last, unrolledDay: unrolled,
      expiresAt: last == unrolled ? unrolledExpiry : zone.startOfDay(last.adding(days: 1)),
      unrolledExpiresAt: unrolledExpiry)
  }

  /// The last civil day of a term that begins on that day, before any roll.
  private func end(from first: CivilDate, calendar: WorkingCalendar) throws(CalendarError) -> CivilDate {
    switch unit {
    case .minutes, .hours, .businessMinutes, .businessHours: first
    case .calendarDays: first.adding(days: amount)
    case .businessDays: try calendar.adding(workingDays: amount, to: first)
    case .weeks: first.adding(days: amount * 7)
    case .months: first.adding(months: amount)
    case .years: first.adding(months: amount * 12)
    }
  }
}

extension Deadline {
  fileprivate init(elapsedUntil instant: Date) {
    self.init(lastDay: nil, unrolledDay: nil, expiresAt: instant, unrolledExpiresAt: instant)
  }
}
