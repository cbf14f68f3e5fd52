import Complaints
import Foundation

extension ImportFieldReader {
  mutating func civilDate(_ column: ImportColumn) -> CivilDate? {
    guard let text = text(column) else { return nil }
    do {
      return try InstantText.civilDate(text)
    } catch {
      rejectTime(column, error, syntax: "write the date as YYYY-MM-DD, for example 2026-03-01")
      return nil
    }
  }

  /// An instant with an offset, or a local time of the reader's zone.
  mutating func instant(_ column: ImportColumn) -> Date? {
    guard let text = text(column) else { return nil }
    do {
      switch localTimes.resolve(try InstantText(text)) {
      case .instant(let instant): return instant
      case .twice(let first):
        notice(
          column, .ambiguousLocalTime,
          "the clocks of \(localTimes.zone.identifier) showed this time twice; the first is taken"
        )
        return first
      case .never:
        reject(
          column, .noSuchTime, "the clocks of \(localTimes.zone.identifier) were put forward over this time",
          remedy: "write the time with its offset, for example 2026-03-01T10:00:00+01:00")
        return nil
      }
    } catch {
      rejectTime(
        column, error,
        syntax: "write the time as 2026-03-01T10:00:00+01:00, or as local time 2026-03-01 10:00:00")
      return nil
    }
  }

  private mutating func rejectTime(_ column: ImportColumn, _ fault: InstantText.Fault, syntax: String) {
    switch fault {
    case .syntax: reject(column, .dateSyntax, "the date or time is not written as ISO 8601", remedy: syntax)
    case .timeMissing: reject(column, .dateSyntax, "the time of day is missing", remedy: syntax)
    case .timeNotWanted: reject(column, .dateSyntax, "a time follows the date", remedy: syntax)
    case .yearDigits: reject(column, .implausibleDate, "the year has more than four digits", remedy: syntax)
    case .implausible:
      reject(column, .implausibleDate, "the year is not between 1970 and 2199", remedy: "correct the year")
    case .noSuchDate:
      reject(column, .noSuchDate, "the calendar has no such day", remedy: "correct the day or the month")
    case .noSuchTime:
      reject(
        column, .noSuchTime, "the clock has no such time",
        remedy: "write hours 00 to 23, minutes and seconds 00 to 59, and an offset of at most 14 hours")
    }
  }
}
