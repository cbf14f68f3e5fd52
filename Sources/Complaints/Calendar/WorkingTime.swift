package import Foundation

/// Time that is worked: what "Deadline arithmetic" of the domain calls business time.
extension WorkingCalendar {
  /// The stretches of a day in which people work; none on a day that is not worked on.
  func workingSpans(on date: CivilDate, in zone: Zone) throws(CalendarError) -> [Range<Date>] {
    guard try isWorkingDay(date) else { return [] }
    let periods = (hours ?? .wholeDays).periods[date.weekday] ?? []
    return periods.compactMap { period in
      let from = zone.instant(on: date, minutes: period.from)
      let until = zone.instant(on: date, minutes: period.until)
      // A change of the clock can leave out the whole of a short period.
      return from < until ? from..<until : nil
    }
  }

  /// When so many seconds have been worked after the instant. Ends where the work of a day does, not where
  /// that of the next begins.
  ///
  /// Throws where the calendar does not cover a day that decides.
  package func adding(workingSeconds seconds: Double, to start: Date, in zone: Zone) throws(CalendarError)
    -> Date
  {
    var (day, open) = (zone.civilDate(of: start), seconds)
    while true {
      for span in try workingSpans(on: day, in: zone) where span.upperBound > start {
        let from = max(span.lowerBound, start)
        let length = span.upperBound.timeIntervalSince(from)
        if length >= open { return from + open }
        open -= length
      }
      day = day.adding(days: 1)
    }
  }

  /// How many seconds of the span are worked.
  package func workingSeconds(from start: Date, until end: Date, in zone: Zone) throws(CalendarError)
    -> Double
  {
    var (day, seconds) = (zone.civilDate(of: start), 0.0)
    let last = zone.civilDate(of: end)
    while day <= last {
      for span in try workingSpans(on: day, in: zone) {
        seconds += max(0, min(span.upperBound, end).timeIntervalSince(max(span.lowerBound, start)))
      }
      day = day.adding(days: 1)
    }
    return seconds
  }
}

extension Zone {
  /// A time on the clock on the wall; the midnights are the beginnings of the day and of the next one.
  fileprivate func instant(on date: CivilDate, minutes: Int) -> Date {
    switch minutes {
    case 0: startOfDay(date)
    case 1440: startOfDay(date.adding(days: 1))
    default: instant(on: date, seconds: Double(minutes) * 60)
    }
  }
}
