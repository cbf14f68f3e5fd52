import Complaints
import Foundation
import Testing

@Suite struct CivilDateTests {
  @Test("Every day of four centuries has its text, its parts and its weekday, one after the other")
  func days() throws {
    var date = try #require(CivilDate(year: 1800, month: 1, day: 1))
    #expect(date.weekday == 3)
    var weekday = date.weekday
    while date.components.year < 2200 {
      let (year, month, day) = date.components
      #expect(CivilDate(year: year, month: month, day: day) == date)
      #expect(CivilDate(date.description) == date)
      #expect(date.weekday == weekday)
      weekday = weekday % 7 + 1
      date = date.adding(days: 1)
    }
    #expect(day("2200-01-01").days(since: day("1800-01-01")) == 146_097)
  }

  @Test(arguments: [
    "2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "", "2026-01-01T",
    "٢٠٢٦-01-01",
  ])
  func impossible(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(
    "Instants keep their microseconds in JSON",
    arguments: [
      "2026-03-01T09:00:00.000000Z", "2026-03-01T23:59:59.999999Z", "1969-12-31T23:59:59.500000Z",
      "2017-02-19T03:00:00.000001Z",
    ])
  func instants(text: String) throws {
    let instant = try #require(DomainJSON.instant(of: text))
    #expect(DomainJSON.text(of: instant) == text)
  }

  @Test(arguments: [
    "2026-03-01T09:00:00Z", "2026-02-30T09:00:00.000000Z", "2026-03-01T24:00:00.000000Z", "yesterday",
  ])
  func noInstants(text: String) {
    #expect(DomainJSON.instant(of: text) == nil)
  }
}
