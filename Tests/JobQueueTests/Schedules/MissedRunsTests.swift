import Foundation
import Testing

@testable import JobQueue

@Suite struct MissedRunsTests {
  private func due(_ policy: MissedRuns, _ cron: String, next: String?, now: String) throws -> DueRuns {
    policy.due(next: next.map(moment), now: moment(now), cron: try CronExpression(cron), zone: .gmt)
  }

  @Test("A new schedule waits for its first time, whatever the policy", arguments: MissedRuns.allCases)
  func new(policy: MissedRuns) throws {
    #expect(
      try due(policy, "@hourly", next: nil, now: "2026-01-01T00:00:00Z")
        == DueRuns(runs: 0, next: moment("2026-01-01T01:00:00Z")))
    #expect(
      try due(policy, "0 0 30 2 *", next: nil, now: "2026-01-01T00:00:00Z") == DueRuns(runs: 0, next: nil))
  }

  @Test("Before its time nothing changes, and on time it runs once", arguments: MissedRuns.allCases)
  func onTime(policy: MissedRuns) throws {
    #expect(
      try due(policy, "@hourly", next: "2026-01-01T01:00:00Z", now: "2026-01-01T00:59:59Z")
        == DueRuns(runs: 0, next: moment("2026-01-01T01:00:00Z")))
    for now in ["2026-01-01T01:00:00Z", "2026-01-01T01:00:59Z"] {
      #expect(
        try due(policy, "@hourly", next: "2026-01-01T01:00:00Z", now: now)
          == DueRuns(runs: 1, next: moment("2026-01-01T02:00:00Z")))
    }
  }

  @Test(
    "Three hours were missed",
    arguments: [
      (MissedRuns.skip, "2026-01-01T04:30:00Z", 0, true), (.skip, "2026-01-01T04:00:30Z", 1, true),
      (.once, "2026-01-01T04:30:00Z", 1, false), (.all, "2026-01-01T04:30:00Z", 4, false),
      (.all, "2026-01-01T04:00:00Z", 4, false), (.all, "2026-01-01T03:59:59Z", 3, false),
    ])
  func missed(policy: MissedRuns, now: String, runs: Int, skipsSome: Bool) throws {
    let next = moment(now) < moment("2026-01-01T04:00:00Z") ? "2026-01-01T04:00:00Z" : "2026-01-01T05:00:00Z"
    #expect(
      try due(policy, "@hourly", next: "2026-01-01T01:00:00Z", now: now)
        == DueRuns(runs: runs, next: moment(next), skipsSome: skipsSome))
  }

  @Test("What runs every minute is never more than a minute late: skip leaves out the others")
  func everyMinute() throws {
    #expect(
      try due(.skip, "* * * * *", next: "2026-01-01T00:01:00Z", now: "2026-01-01T09:00:59Z")
        == DueRuns(runs: 1, next: moment("2026-01-01T09:01:00Z"), skipsSome: true))
  }

  @Test("A hundred at most are made up for, and exactly a hundred are not too many")
  func bounded() throws {
    #expect(
      try due(.all, "* * * * *", next: "2026-01-01T00:01:00Z", now: "2026-01-01T01:40:30Z")
        == DueRuns(runs: 100, next: moment("2026-01-01T01:41:00Z")))
    #expect(
      try due(.all, "* * * * *", next: "2026-01-01T00:01:00Z", now: "2026-01-01T01:41:00Z")
        == DueRuns(runs: 100, next: moment("2026-01-01T01:42:00Z"), skipsSome: true))
    #expect(
      try due(.all, "* * * * *", next: "1990-01-01T00:01:00Z", now: "2026-01-01T01:41:00Z")
        == DueRuns(runs: 100, next: moment("2026-01-01T01:42:00Z"), skipsSome: true))
  }

  @Test("The last time there is runs, and no other comes", arguments: MissedRuns.allCases)
  func last(policy: MissedRuns) throws {
    // Stored by hand or by an earlier expression: it is what was promised.
    #expect(
      try due(policy, "0 0 30 2 *", next: "2026-01-01T00:00:00Z", now: "2026-01-01T00:00:01Z")
        == DueRuns(runs: 1, next: nil))
  }
}
