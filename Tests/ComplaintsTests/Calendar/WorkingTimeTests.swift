import Complaints
import Foundation
import Testing

/// Terms in business hours: "business time where the policy gives working hours (several periods a day)".
@Suite struct WorkingTimeTests {
  /// Monday to Friday, 9 to 13 and 14 to 18; Tuesday 2026-06-16 is a holiday, Saturday 2026-06-20 is worked on.
  private static let calendar = WorkingCalendar(
    weekend: [6, 7], holidays: [day("2026-06-16"): "a holiday"], workingDays: [day("2026-06-20")],
    hours: WorkingHours(
      Dictionary(uniqueKeysWithValues: (1...5).map { ($0, periods("14:00-18:00", "09:00-13:00")) })
        .merging([6: periods("10:00-12:00")]) { $1 }),
    covered: day("2026-01-01")...day("2026-12-31"))

  private static func periods(_ texts: String...) -> [WorkingHours.Period] {
    texts.map { WorkingHours.Period($0)! }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let start: String
    let term: Term
    let end: String
    var testDescription: String { what }

    init(_ what: String, _ start: String, _ term: Term, _ end: String) {
      (self.what, self.start, self.term, self.end) = (what, start, term, end)
    }
  }

  static let rows: [Row] = [
    Row("within a period", "2026-06-15T09:30", Term(2, .businessHours), "2026-06-15T11:30"),
    Row("to the end of a period", "2026-06-15T09:00", Term(4, .businessHours), "2026-06-15T13:00"),
    Row("over the break", "2026-06-15T12:00", Term(90, .businessMinutes), "2026-06-15T14:30"),
    Row("begun in the break", "2026-06-15T13:15", Term(1, .businessHours), "2026-06-15T15:00"),
    Row("begun before the day", "2026-06-15T03:00", Term(1, .businessHours), "2026-06-15T10:00"),
    Row("over night and a holiday", "2026-06-15T17:00", Term(2, .businessHours), "2026-06-17T10:00"),
    Row("into a Saturday that is worked on", "2026-06-19T17:00", Term(2, .businessHours), "2026-06-20T11:00"),
    Row("over a weekend", "2026-06-12T17:30", Term(1, .businessHours), "2026-06-15T09:30"),
    Row("a working week", "2026-06-08T09:00", Term(40, .businessHours), "2026-06-12T18:00"),
  ]

  @Test(arguments: rows)
  func table(_ row: Row) throws {
    let deadline = try row.term.deadline(
      from: at("\(row.start):00+02:00"), in: warsaw, calendar: Self.calendar)
    #expect(deadline.expiresAt == at("\(row.end):00+02:00"))
    #expect(deadline.unrolledExpiresAt == deadline.expiresAt)
    #expect(deadline.lastDay == nil)
  }

  @Test("A pause counts by what would have been worked in it")
  func pause() throws {
    let pause = ClockCycle.Pause(
      from: at("2026-06-15T12:00:00+02:00"), until: at("2026-06-15T15:00:00+02:00"))
    let deadline = try Term(4, .businessHours).deadline(
      from: at("2026-06-15T09:00:00+02:00"), pauses: [pause], in: warsaw, calendar: Self.calendar)
    #expect(deadline.expiresAt == at("2026-06-15T16:00:00+02:00"))
  }

  @Test("The hours are the wall clock's: the night in which the clock moves on has an hour less")
  func changeOfTheClock() throws {
    let nights = WorkingCalendar(
      weekend: [], holidays: [:],
      hours: WorkingHours(
        Dictionary(uniqueKeysWithValues: (1...7).map { ($0, Self.periods("00:00-24:00")) })),
      covered: day("2026-01-01")...day("2026-12-31"))
    let deadline = try Term(24, .businessHours).deadline(
      from: at("2026-03-29T00:00:00+01:00"), in: warsaw, calendar: nights)
    #expect(deadline.expiresAt == at("2026-03-30T01:00:00+02:00"))
  }

  @Test("Past the calendar's end is an error, not a guess")
  func notCovered() throws {
    #expect(throws: CalendarError.notCovered(day("2027-01-01"), covered: Self.calendar.covered)) {
      try Term(10, .businessHours).deadline(
        from: at("2026-12-31T16:00:00+01:00"), in: warsaw, calendar: Self.calendar)
    }
  }

  @Test(
    "What is no period of a day",
    arguments: [
      "", "09:00", "9:00-12:00", "12:00-09:00", "09:00-09:00", "09:60-10:00", "23:00-24:01", "24:00-24:00",
    ])
  func noPeriod(text: String) {
    #expect(WorkingHours.Period(text) == nil)
  }

  @Test func periodsAreWrittenAsTheyAreRead() {
    #expect(WorkingHours.Period("08:05-24:00")?.description == "08:05-24:00")
  }
}
