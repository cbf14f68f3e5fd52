import Complaints
import Foundation
import Testing

/// From when on something has been kept for as long as the policy wants it.
@Suite struct RetentionTests {
  private func policy() throws -> Policy { try Policy.read(try #require(ShippedPolicies.source("pl"))) }

  private func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test(
    arguments: [
      // Closed on 2 March 2020: the last day is 2 March 2026, and on the 3rd it is erased. Warsaw is an hour ahead.
      (Term(6, .years), "2026-03-02T22:59:59Z", "2020-03-01T23:00:00Z"),
      (Term(6, .years), "2026-03-02T23:00:00Z", "2020-03-02T23:00:00Z"),
      (Term(30, .calendarDays), "2026-04-02T10:00:00Z", "2026-03-02T23:00:00Z"),
      (Term(2, .weeks), "2026-03-30T10:00:00Z", "2026-03-15T23:00:00Z"),
      // 31 January and a month end on 28 February, and so does 28 January.
      (Term(1, .months), "2026-02-28T10:00:00Z", "2026-01-27T23:00:00Z"),
      (Term(1, .months), "2026-03-01T10:00:00Z", "2026-01-31T23:00:00Z"),
      // Of 29 February, a year ends on the 28th.
      (Term(1, .years), "2025-03-01T00:00:00Z", "2024-02-29T23:00:00Z"),
    ])
  func cutoff(_ term: Term, now: String, cutoff: String) throws {
    #expect(try policy().cutoff(of: term, at: instant(now)) == instant(cutoff))
  }

  /// Against the calculation of deadlines, which is tested by itself: day by day, over two years.
  @Test(arguments: [Term(6, .years), Term(13, .months), Term(5, .weeks), Term(100, .calendarDays)])
  func nothingIsErasedADayTooEarlyOrTooLate(_ term: Term) throws {
    let policy = try policy()
    let now = try instant("2026-03-29T21:30:00Z")
    let cutoff = try policy.cutoff(of: term, at: now)
    for days in -366...366 {
      let closed = cutoff.addingTimeInterval(Double(days) * 86_400 + 3_600)
      let end = try term.deadline(from: closed, in: policy.zone, calendar: policy.calendar).expiresAt
      #expect((end <= now) == (closed < cutoff), "\(closed)")
    }
  }
}
