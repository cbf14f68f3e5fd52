import Complaints
import Testing

/// The shipped holidays are dates; rules from elsewhere check them.
@Suite struct ShippedCalendarTests {
  /// Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher).
  private func easter(_ year: Int) -> CivilDate {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    return CivilDate(year: year, month: n / 31, day: n % 31 + 1)!
  }

  @Test(
    "L2: the Polish holidays of 2016 to 2028, the movable ones and 24 December from 2025 on",
    arguments: 2016...2028)
  func polish(year: Int) throws {
    let calendar = try policy("pl").calendar
    let fixed = ["01-01", "01-06", "05-01", "05-03", "08-15", "11-01", "11-11", "12-25", "12-26"]
    var expected = Set(fixed.map { day("\(year)-\($0)") })
    expected.formUnion([0, 1, 49, 60].map { easter(year).adding(days: $0) })
    if year >= 2025 { expected.insert(day("\(year)-12-24")) }
    if year == 2018 { expected.insert(day("2018-11-12")) }
    #expect(Set(calendar.holidays.keys.filter { $0.components.year == year }) == expected)
    #expect(calendar.weekend == [6, 7])
  }

  @Test(
    "L5: working days of the Russian production calendar, five-day week, as published for the whole year",
    arguments: [(2024, 248), (2025, 247), (2026, 247), (2027, 247)])
  func russian(year: Int, workingDays: Int) throws {
    let calendar = try policy("ru").calendar
    let count = try calendar.workingDays(after: day("\(year - 1)-12-31"), through: day("\(year)-12-31"))
    #expect(count == workingDays)
  }

  @Test("UK: eight bank holidays a year, none on a weekend, Easter where it is", arguments: 2024...2028)
  func british(year: Int) throws {
    let calendar = try policy("uk").calendar
    let days = calendar.holidays.keys.filter { $0.components.year == year }
    #expect(days.count == 8)
    #expect(days.allSatisfy { $0.weekday < 6 })
    #expect(calendar.holidays[easter(year).adding(days: -2)] == "Good Friday")
    #expect(calendar.holidays[easter(year).adding(days: 1)] == "Easter Monday")
  }
}
