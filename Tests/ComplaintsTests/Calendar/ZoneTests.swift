import Complaints
import Foundation
import Testing

@Suite struct ZoneTests {
  @Test(
    "The start of a civil day, also where the clock change leaves out midnight or the day",
    arguments: [
      ("Europe/Warsaw", "2026-03-30", "2026-03-29T22:00:00Z"),
      ("Europe/Warsaw", "2026-11-02", "2026-11-01T23:00:00Z"),
      // The clock goes from 24:00 straight to 01:00.
      ("America/Sao_Paulo", "2017-10-15", "2017-10-15T03:00:00Z"),
      // Midnight comes twice: the evening before is lived through again.
      ("America/Sao_Paulo", "2017-02-19", "2017-02-19T03:00:00Z"),
      ("Africa/Cairo", "2014-05-16", "2014-05-15T22:00:00Z"),
      ("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"),
      // The first hour of the day comes twice: the day begins with the first of the two.
      ("Asia/Amman", "2021-10-29", "2021-10-28T21:00:00Z"),
      // 30 December 2011 did not take place.
      ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
      ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
      ("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00Z"), ("UTC", "1969-12-31", "1969-12-31T00:00:00Z"),
    ])
  func startOfDay(zone: String, date: String, expected: String) throws {
    let zone = try #require(Zone(zone))
    #expect(zone.startOfDay(day(date)) == at(expected))
  }

  @Test("A zone is called by the name by which it is read", arguments: ["UTC", "Europe/Warsaw"])
  func identifier(name: String) throws {
    let zone = try #require(Zone(name))
    #expect(zone.identifier == name && "\(zone)" == name)
    #expect(try DomainJSON.decode(Zone.self, from: DomainJSON.encode(zone)) == zone)
  }

  @Test("A day contains its start, and the second before belongs to an earlier day: every day of four years")
  func startsContainDays() throws {
    for name in [
      "Europe/Warsaw", "Europe/Moscow", "America/Sao_Paulo", "Africa/Casablanca", "Australia/Lord_Howe",
    ] {
      let zone = try #require(Zone(name))
      for offset in 0..<(4 * 366) {
        let date = day("2015-01-01").adding(days: offset)
        let start = zone.startOfDay(date)
        #expect(zone.civilDate(of: start) == date)
        #expect(zone.civilDate(of: start - 1) < date)
      }
    }
  }

  @Test("A fraction of a second before midnight is still the day before")
  func fractions() {
    #expect(warsaw.civilDate(of: at("2026-01-01T23:00:00Z") - 0.001) == day("2026-01-01"))
    #expect(Zone.utc.civilDate(of: Date(timeIntervalSince1970: -0.5)) == day("1969-12-31"))
  }

  @Test(
    "A wall-clock time becomes an instant; a skipped one moves on, of a doubled one the first counts",
    arguments: [
      ("2026-07-01", 600, "2026-07-01T08:00:00Z"), ("2026-03-29", 150, "2026-03-29T01:30:00Z"),
      ("2026-10-25", 150, "2026-10-25T00:30:00Z"), ("2026-10-25", 210, "2026-10-25T02:30:00Z"),
    ])
  func wallClock(date: String, minutes: Int, expected: String) {
    let seconds = Double(minutes) * 60
    #expect(warsaw.instant(on: day(date), seconds: seconds) == at(expected))
  }

  @Test(
    "Abbreviations, offsets and unknown names are no zones",
    arguments: ["CET", "EST", "GMT+1", "", "Europe/Nowhere"])
  func refused(name: String) {
    #expect(Zone(name) == nil)
  }
}
