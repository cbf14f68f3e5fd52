import Complaints
import Foundation
import Testing

@testable import Casework

@Suite struct ImportTimesTests {
  private func resolved(_ text: String, zone: String) throws -> LocalTimes.Resolution {
    var times = LocalTimes(zone: try #require(TimeZone(identifier: zone)))
    return times.resolve(try InstantText(text))
  }

  @Test(arguments: [
    ("2026-03-01T10:00:00+01:00", "2026-03-01T09:00:00Z"),
    ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
    ("2026-03-01t10:00z", "2026-03-01T10:00:00Z"),
    ("2026-03-01 10:00-0330", "2026-03-01T13:30:00Z"),
    ("2026-03-01 10:00+01", "2026-03-01T09:00:00Z"),
    ("2026-03-01 10:00:00", "2026-03-01T09:00:00Z"),
    ("2026-07-01 10:00:00", "2026-07-01T08:00:00Z"),
    // The hours around the change to summer time on 29 March 2026 and back on 25 October.
    ("2026-03-29 01:59:59", "2026-03-29T00:59:59Z"),
    ("2026-03-29 03:00:00", "2026-03-29T01:00:00Z"),
    ("2026-10-25 01:59:59", "2026-10-24T23:59:59Z"),
    ("2026-10-25 03:00:00", "2026-10-25T02:00:00Z"),
    ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
  ])
  func instants(text: String, expected: String) throws {
    let instant = try Date(expected, strategy: .iso8601)
    #expect(try resolved(text, zone: "Europe/Warsaw") == .instant(instant))
  }

  @Test func fractionsAreKeptToTheMicrosecond() throws {
    let text = try InstantText("2026-03-01T10:00:00.123456789Z")
    #expect(text.microsecond == 123_456)
    #expect(try InstantText("2026-03-01T10:00:00.5Z").microsecond == 500_000)
  }

  @Test(arguments: [
    ("2026-03-29 02:00:00", "Europe/Warsaw", true), ("2026-03-29 02:59:59", "Europe/Warsaw", true),
    ("2017-10-15 00:30:00", "America/Sao_Paulo", true), ("2017-10-15 01:00:00", "America/Sao_Paulo", false),
    ("2026-10-04 02:15:00", "Australia/Lord_Howe", true),
    ("2026-10-04 02:30:00", "Australia/Lord_Howe", false),
    // Samoa left out a whole day.
    ("2011-12-30 12:00:00", "Pacific/Apia", true), ("2011-12-31 12:00:00", "Pacific/Apia", false),
  ])
  func timesThatNeverWere(text: String, zone: String, never: Bool) throws {
    #expect((try resolved(text, zone: zone) == .never) == never)
  }

  @Test func timeThatWasTwiceIsTheFirst() throws {
    let first = try Date("2026-10-25T00:30:00Z", strategy: .iso8601)
    #expect(try resolved("2026-10-25 02:30:00", zone: "Europe/Warsaw") == .twice(first))
    #expect(try resolved("2026-10-25 02:30:00+01:00", zone: "Europe/Warsaw") == .instant(first + 3600))
  }

  @Test(arguments: [
    ("01.03.2026 10:00", InstantText.Fault.syntax), ("2026/03/01 10:00", .syntax),
    ("2026-3-1 10:00", .syntax),
    ("2026-03-01 10", .syntax), ("2026-03-01 10:00:00 CET", .syntax), ("2026-03-01 10:00:00.", .syntax),
    ("2026-03-01 10:00:00.1234567890", .syntax), ("2026-03-01  10:00", .syntax),
    ("٢٠٢٦-03-01 10:00", .syntax),
    ("-2026-03-01 10:00", .syntax), ("20260301T100000Z", .syntax), ("2026-03-01 10:00+1", .syntax),
    ("2026-03-01", .timeMissing), ("20226-03-01 10:00", .yearDigits),
    ("2026-02-30 10:00", .noSuchDate), ("2025-02-29 10:00", .noSuchDate), ("2026-13-01 10:00", .noSuchDate),
    ("0226-03-01 10:00", .implausible), ("2200-01-01 10:00", .implausible),
    ("1969-12-31 10:00", .implausible),
    ("2026-03-01 24:00", .noSuchTime), ("2026-03-01 10:60", .noSuchTime),
    ("2026-03-01 10:00:60", .noSuchTime),
    ("2026-03-01 10:00+14:01", .noSuchTime), ("2026-03-01 10:00+01:60", .noSuchTime),
  ])
  func faults(text: String, fault: InstantText.Fault) {
    #expect(throws: fault) { try InstantText(text) }
  }

  @Test func dates() throws {
    #expect(try InstantText.civilDate("2024-02-29") == CivilDate(year: 2024, month: 2, day: 29))
    #expect(throws: InstantText.Fault.timeNotWanted) { try InstantText.civilDate("2026-03-01 00:00:00") }
    #expect(throws: InstantText.Fault.noSuchDate) { try InstantText.civilDate("2026-02-30") }
    #expect(throws: InstantText.Fault.syntax) { try InstantText.civilDate("2026-03-01x") }
  }
}
