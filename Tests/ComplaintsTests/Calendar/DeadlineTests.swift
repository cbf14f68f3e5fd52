import Complaints
import Foundation
import Testing

/// "Deadline arithmetic" of the domain: every row of its table, and what the table does not show.
@Suite struct DeadlineTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let received: String
    let policy: String
    let unrolled: String
    let final: String
    let expires: String
    var testDescription: String { "\(policy) \(received)" }

    init(_ received: String, _ policy: String, _ unrolled: String, _ final: String, _ expires: String) {
      (self.received, self.policy, self.unrolled, self.final, self.expires) = (
        received, policy, unrolled, final, expires
      )
    }
  }

  static let rows: [Row] = [
    Row("2026-12-10T09:00:00+01:00", "pl", "2026-12-24", "2026-12-28", "2026-12-28T23:00:00Z"),
    Row("2024-12-10T09:00:00+01:00", "pl", "2024-12-24", "2024-12-24", "2024-12-24T23:00:00Z"),
    Row("2026-10-28T10:00:00+01:00", "pl", "2026-11-11", "2026-11-12", "2026-11-12T23:00:00Z"),
    Row("2026-10-19T12:00:00+02:00", "pl", "2026-11-02", "2026-11-02", "2026-11-02T23:00:00Z"),
    Row("2026-03-16T12:00:00+01:00", "pl", "2026-03-30", "2026-03-30", "2026-03-30T22:00:00Z"),
    Row("2026-04-17T12:00:00+02:00", "pl", "2026-05-01", "2026-05-04", "2026-05-04T22:00:00Z"),
    // The table gives only the day: its first and its last second must come to the same.
    Row("2026-12-22T00:00:00+03:00", "ru", "2027-01-01", "2027-01-11", "2027-01-11T21:00:00Z"),
    Row("2026-12-22T23:59:59+03:00", "ru", "2027-01-01", "2027-01-11", "2027-01-11T21:00:00Z"),
  ]

  @Test(arguments: rows)
  func table(_ row: Row) throws {
    let policy = try policy(row.policy)
    let answer = try #require(policy.clocks[.answer])
    let deadline = try answer.term.deadline(
      from: at(row.received), in: policy.zone, calendar: policy.calendar)
    #expect(deadline.unrolledDay == day(row.unrolled))
    #expect(deadline.lastDay == day(row.final))
    #expect(deadline.expiresAt == at(row.expires))
    #expect(
      deadline.unrolledExpiresAt == policy.zone.startOfDay(day(row.unrolled).adding(days: 1)))
  }

  @Test("The civil day is the zone's, not the sender's: half past eleven in London is tomorrow in Warsaw")
  func civilDayOfTheZone() throws {
    let policy = try policy("pl")
    let term = Term(14, .calendarDays)
    let deadline = try term.deadline(
      from: at("2026-03-02T23:30:00Z"), in: policy.zone, calendar: policy.calendar)
    #expect(deadline.lastDay == day("2026-03-17"))
  }

  @Test("Without the roll a term ends where it ends, holiday or not, and needs no calendar")
  func withoutRoll() throws {
    let none = WorkingCalendar(
      weekend: [6, 7], holidays: [:], covered: day("2000-01-01")...day("2000-01-02"))
    let deadline = try Term(14, .calendarDays).deadline(
      from: at("2026-12-10T09:00:00+01:00"), in: warsaw, calendar: none)
    #expect(deadline.lastDay == day("2026-12-24"))
    #expect(deadline.expiresAt == deadline.unrolledExpiresAt)
  }

  @Test("S35: 48 hours and 2 business days differ over a weekend")
  func hoursAndBusinessDays() throws {
    let policy = try policy("pl")
    let friday = at("2026-06-12T15:00:00+02:00")
    let hours = try Term(48, .hours).deadline(from: friday, in: policy.zone, calendar: policy.calendar)
    #expect(hours.expiresAt == at("2026-06-14T15:00:00+02:00"))
    #expect(hours.lastDay == nil)
    let days = try Term(2, .businessDays).deadline(from: friday, in: policy.zone, calendar: policy.calendar)
    #expect(days.lastDay == day("2026-06-16"))
    #expect(days.expiresAt == at("2026-06-17T00:00:00+02:00"))
  }

  @Test("Hours are elapsed time, also over a change of the clock")
  func hoursOverClockChange() throws {
    let policy = try policy("pl")
    let deadline = try Term(24, .hours).deadline(
      from: at("2026-03-28T12:00:00+01:00"), in: policy.zone, calendar: policy.calendar)
    #expect(deadline.expiresAt == at("2026-03-29T13:00:00+02:00"))
  }

  struct LongTerm: Sendable {
    let start: String
    let term: Term
    let last: String
  }

  @Test(
    "Months end on the day of the same number, or on the month's last",
    arguments: [
      LongTerm(start: "2026-01-31", term: Term(1, .months), last: "2026-02-28"),
      LongTerm(start: "2024-01-31", term: Term(1, .months), last: "2024-02-29"),
      LongTerm(start: "2026-11-30", term: Term(3, .months), last: "2027-02-28"),
      LongTerm(start: "2024-02-29", term: Term(2, .years), last: "2026-02-28"),
      LongTerm(start: "2026-01-01", term: Term(8, .weeks), last: "2026-02-26"),
    ])
  func longTerms(_ row: LongTerm) throws {
    let deadline = try row.term.deadline(
      from: at("\(row.start)T12:00:00Z"), in: .utc, calendar: policy("pl").calendar)
    #expect(deadline.lastDay == day(row.last))
  }

  @Test("A calendar that does not cover the end is an error, not a guess")
  func notCovered() throws {
    let policy = try policy("ru")
    let term = try #require(policy.clocks[.answer]).term
    #expect(
      throws: CalendarError.notCovered(day("2028-01-01"), covered: day("2024-01-01")...day("2027-12-31"))
    ) {
      try term.deadline(from: at("2027-12-22T12:00:00+03:00"), in: policy.zone, calendar: policy.calendar)
    }
  }

  @Test("Transferred days: a Saturday that is worked on ends a term, its transferred day of rest does not")
  func transferredDays() throws {
    let policy = try policy("ru")
    let term = Term(10, .calendarDays, roll: .nextWorkingDay)
    let saturday = try term.deadline(
      from: at("2025-10-22T12:00:00+03:00"), in: policy.zone, calendar: policy.calendar)
    #expect(saturday.lastDay == day("2025-11-01"))
    let monday = try term.deadline(
      from: at("2025-10-24T12:00:00+03:00"), in: policy.zone, calendar: policy.calendar)
    #expect(monday.unrolledDay == day("2025-11-03"))
    #expect(monday.lastDay == day("2025-11-05"))
  }

  @Test("Deadlines never move back when the receipt moves on, over every hour of three years")
  func monotone() throws {
    for id in ["pl", "ru"] {
      let policy = try policy(id)
      let term = try #require(policy.clocks[.answer]).term
      var instant = at("2024-01-01T00:00:00Z")
      var previous = Date.distantPast
      while instant < at("2026-12-15T00:00:00Z") {
        let expiry = try term.deadline(from: instant, in: policy.zone, calendar: policy.calendar).expiresAt
        #expect(expiry >= previous && expiry > instant)
        previous = expiry
        instant += 3600
      }
    }
  }
}
