package import Foundation

/// A time zone of the IANA database: the only way from an instant to a civil date and back.
package struct Zone: Sendable, Hashable, Codable, CustomStringConvertible {
  private let timeZone: TimeZone

  /// The zone of an IANA name (`Europe/Warsaw`, `UTC`); `nil` for an unknown one.
  ///
  /// Abbreviations (`CET`, `EST`) and offsets (`GMT+1`) are refused: they have no history of clock changes,
  /// or an ambiguous one.
  package init?(_ identifier: String) {
    guard identifier == "UTC" || identifier.contains("/"), let zone = TimeZone(identifier: identifier) else {
      return nil
    }
    timeZone = zone
  }

  /// The release of the IANA database that this process reckons with, such as `2025b`.
  package static var dataVersion: String { TimeZone.timeZoneDataVersion }

  /// Coordinated universal time.
  package static let utc = Zone("UTC")!

  /// The IANA name. Foundation calls UTC by the name of a zone that we do not read.
  package var identifier: String { timeZone.identifier == "GMT" ? "UTC" : timeZone.identifier }
  package var description: String { identifier }

  /// The civil date that calendars on the wall show at that instant.
  package func civilDate(of instant: Date) -> CivilDate {
    let local = instant.timeIntervalSince1970 + Double(offset(at: instant))
    return CivilDate(daysSinceEpoch: Int((local / 86_400).rounded(.down)))
  }

  /// The instant at which the civil day begins: midnight, or the first moment after the gap where a clock
  /// change leaves out midnight (São Paulo until 2018). Where the change leaves out the whole day (Samoa, 30
  /// December 2011), the next day's beginning.
  package func startOfDay(_ date: CivilDate) -> Date {
    let midnight = Date(timeIntervalSince1970: Double(date.daysSinceEpoch) * 86_400)
    let guess = midnight - Double(offset(at: midnight - Double(offset(at: midnight))))
    if civilDate(of: guess) == date, civilDate(of: guess - 1) < date { return guess }
    // Midnight is missing: look for the first second that bears the date. No zone is further than 26 hours
    // from UTC.
    var (before, after) = (midnight - 26 * 3600, midnight + 26 * 3600)
    while after.timeIntervalSince(before) > 1 {
      let middle = before + (after.timeIntervalSince(before) / 2).rounded(.down)
      if civilDate(of: middle) < date { before = middle } else { after = middle }
    }
    return after
  }

  /// The instant of a wall-clock time, `seconds` after midnight of the date, as a file without offsets writes
  /// it. A time that the clock change skips is read with the offset from before the change (02:30 becomes
  /// 03:30); of one that comes twice, the first is meant.
  package func instant(on date: CivilDate, seconds: Double) -> Date {
    let local = Date(timeIntervalSince1970: Double(date.daysSinceEpoch) * 86_400 + seconds)
    let earlierOffset = Double(offset(at: local - 26 * 3600))
    let laterOffset = Double(offset(at: local + 26 * 3600))
    let candidate = local - earlierOffset
    if Double(offset(at: candidate)) == earlierOffset { return candidate }
    let other = local - laterOffset
    return Double(offset(at: other)) == laterOffset ? other : candidate
  }

  /// Seconds to add to UTC to have local time at that instant.
  private func offset(at instant: Date) -> Int { timeZone.secondsFromGMT(for: instant) }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let zone = Zone(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown time zone")
    }
    self = zone
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(identifier)
  }
}
