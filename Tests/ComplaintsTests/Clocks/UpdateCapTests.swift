import Complaints
import Foundation
import Testing

/// S30: never more often than the cap. The Polish policy allows two in a calendar day: until the day after the first
/// one is over.
@Suite struct UpdateCapTests {
  private func allows(_ now: String, after earlier: String...) throws -> Bool {
    let policy = try policy("pl")
    return try #require(policy.updateCap).allowsOne(
      at: at(now), after: earlier.map { at($0) }, in: policy.zone, calendar: policy.calendar)
  }

  @Test func theThirdWaitsForTheEndOfTheFirstOnesTerm() throws {
    let (first, second) = ("2026-03-02T10:00:00+01:00", "2026-03-03T09:00:00+01:00")
    #expect(try allows(second))
    #expect(try allows(second, after: first))
    #expect(try !allows("2026-03-03T23:59:59+01:00", after: first, second))
    #expect(try allows("2026-03-04T00:00:00+01:00", after: first, second))
    #expect(try allows("2026-03-04T00:00:00+01:00", after: second, first), "in any order")
  }

  @Test func onlyTheLatestCount() throws {
    #expect(
      try !allows(
        "2026-03-03T12:00:00+01:00", after: "2026-01-01T12:00:00+01:00", "2026-03-02T12:00:00+01:00",
        "2026-03-03T11:00:00+01:00"))
  }
}
