import Complaints

/// A point in time as it was written: `2026-03-01T10:00:00+01:00`, `2026-03-01T09:00Z`, or without an offset
/// `2026-03-01 10:00:00`. Seconds and a fraction of at most nine digits may be left out.
struct InstantText: Sendable, Equatable {
  enum Fault: Error, Equatable {
    /// Not written as `YYYY-MM-DD`, respectively with a time behind it.
    case syntax
    /// The year has another number of digits than four (20226).
    case yearDigits
    /// A date alone, where a time is needed.
    case timeMissing
    /// A time behind a date, where the date alone is wanted.
    case timeNotWanted
    /// The calendar has no such day (2026-02-30).
    case noSuchDate
    /// The clock has no such time (24:00, 10:60, or an offset over 14 hours).
    case noSuchTime
    /// A year before 1970 or after 2199: a slip of the finger in every file that this program reads.
    case implausible
  }

  let date: CivilDate
  /// Since midnight.
  let second: Int
  let microsecond: Int
  /// Seconds east of Greenwich; nil for a local time.
  let offset: Int?

  init(_ text: String) throws(Fault) {
    var scanner = DigitScanner(text)
    date = try InstantText.date(&scanner)
    guard !scanner.isAtEnd else { throw .timeMissing }
    guard scanner.take("T") || scanner.take("t") || scanner.take(" "),
      let hour = scanner.number(ofDigits: 2), scanner.take(":"), let minute = scanner.number(ofDigits: 2)
    else { throw .syntax }
    var seconds = 0
    var fraction = 0
    if scanner.take(":") {
      guard let read = scanner.number(ofDigits: 2) else { throw .syntax }
      seconds = read
      if scanner.take(".") {
        guard let read = scanner.microseconds() else { throw .syntax }
        fraction = read
      }
    }
    offset = try InstantText.offset(&scanner)
    guard scanner.isAtEnd else { throw .syntax }
    guard hour < 24, minute < 60, seconds < 60 else { throw .noSuchTime }
    second = hour * 3600 + minute * 60 + seconds
    microsecond = fraction
  }

  /// A date alone.
  static func civilDate(_ text: String) throws(Fault) -> CivilDate {
    var scanner = DigitScanner(text)
    let date = try date(&scanner)
    guard scanner.isAtEnd else { throw scanner.take("T") || scanner.take(" ") ? .timeNotWanted : .syntax }
    return date
  }

  private static func date(_ scanner: inout DigitScanner) throws(Fault) -> CivilDate {
    let yearDigits = scanner.leadingDigits
    guard yearDigits == 4 else {
      throw yearDigits > 4 && scanner.byte(after: yearDigits) == UInt8(ascii: "-") ? .yearDigits : .syntax
    }
    guard let year = scanner.number(ofDigits: 4), scanner.take("-"), let month = scanner.number(ofDigits: 2),
      scanner.take("-"), let day = scanner.number(ofDigits: 2)
    else { throw .syntax }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchDate }
    guard (1970...2199).contains(year) else { throw .implausible }
    return date
  }

  /// `Z`, `+01:00`, `+0100`, `+01` or nothing.
  private static func offset(_ scanner: inout DigitScanner) throws(Fault) -> Int? {
    if scanner.take("Z") || scanner.take("z") { return 0 }
    let sign: Int
    if scanner.take("+") { sign = 1 } else if scanner.take("-") { sign = -1 } else { return nil }
    guard let hours = scanner.number(ofDigits: 2) else { throw .syntax }
    var minutes = 0
    if scanner.take(":") || !scanner.isAtEnd {
      guard let read = scanner.number(ofDigits: 2) else { throw .syntax }
      minutes = read
    }
    guard minutes < 60, hours * 60 + minutes <= 14 * 60 else { throw .noSuchTime }
    return sign * (hours * 3600 + minutes * 60)
  }
}

/// Takes fixed numbers of digits and single characters off the front of a text.
struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }
  var leadingDigits: Int { rest.prefix(while: TextRules.isDigit).count }
  func byte(after count: Int) -> UInt8? { rest.dropFirst(count).first }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// The next digits as a number, or nil when one of them is none.
  mutating func number(ofDigits count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(TextRules.isDigit) else { return nil }
    rest.removeFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// One to nine digits behind a decimal point; those after the sixth are dropped, as the database would.
  mutating func microseconds() -> Int? {
    let count = leadingDigits
    guard (1...9).contains(count) else { return nil }
    let digits = rest.prefix(min(count, 6)).reduce(0) { $0 * 10 + Int($1) - 48 }
    rest.removeFirst(count)
    return (min(count, 6)..<6).reduce(digits) { value, _ in value * 10 }
  }
}
