import Complaints
import Foundation
import LibPQ
@testable import Monitoring
import TestSupport
import Testing

@Suite struct ServiceLevelTests {
  @Test func clocksAreCountedByTheHighestThresholdThatIsPassed() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(9)
      for (index, percent) in [10.0, 49, 51, 60, 76, 91, 99].enumerated() {
        try await desk.startClock("answer", of: index + 1, percent: percent)
      }
      try await desk.startClock("answer", of: 8, percent: 120)  // no worker has looked: over all the same
      try await desk.startClock("answer", of: 9, percent: 130, stopped: true, breached: true)
      try await desk.startClock("acknowledge", of: 9, percent: 20, stopped: true)
      let clocks = try await desk.monitor.serviceLevels().clocks
      let answer = try #require(clocks.first { $0.clock == "answer" })
      #expect(answer.isCommitment)
      #expect((answer.open, answer.onTrack, answer.over) == (8, 2, 1))
      #expect(answer.atRisk.map(\.percent) == [50, 75, 90])
      #expect(answer.atRisk.map(\.clocks) == [2, 1, 2])
      #expect((answer.breachedInThirtyDays, answer.endedLateInThirtyDays) == (1, 1))
      #expect(!clocks.contains { $0.clock == "acknowledge" })
      // The next end that is still ahead is that of the one at 99 %, not of the one that is over.
      let left = try #require(answer.nextDueAt).timeIntervalSinceNow / 86_400
      #expect(abs(left - 0.1) < 0.01)
    }
  }

  @Test func aPauseStopsTheTimeAndAFinishedOneHasMovedTheEnd() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(2)
      // 60 % since the start, but standing still since 40 %.
      try await desk.startClock("internal_target", of: 1, percent: 60)
      // 60 % of 10 days, 5 of which were a pause; the end moved to day 15: 1 of 10 days is used.
      try await desk.startClock("internal_target", of: 2, percent: 60)
      try await desk.write(
        """
        insert into casework.clock_pause (case_id, kind, cycle, paused_from)
        values (1, 'internal_target', 1, now() - interval '2 days')
        """,
        """
        insert into casework.clock_pause (case_id, kind, cycle, paused_from, paused_until)
        values (2, 'internal_target', 1, now() - interval '5 days', now())
        """,
        "update casework.clock set due_at = due_at + interval '5 days' where case_id = 2")
      let report = try await desk.monitor.serviceLevels()
      let clock = try #require(report.clocks.first)
      #expect((clock.open, clock.onTrack, clock.paused) == (2, 2, 1))
      #expect(report.cases.map { ($0.percent).rounded() } == [40, 10])
      #expect(report.cases.map(\.isPaused) == [true, false])
    }
  }

  @Test func theCasesBehindTheNumbersComeNextDueFirst() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(4)
      try await desk.startClock("answer", of: 1, percent: 30)
      try await desk.startClock("answer", of: 2, percent: 110)
      try await desk.startClock("acknowledge", of: 3, percent: 80)
      try await desk.startClock("follow_up", of: 4, percent: 95)  // a wait: no commitment
      let all = try await desk.monitor.serviceLevels().cases
      #expect(all.map(\.reference) == ["R0000002", "R0000003", "R0000001"])
      #expect(all.map(\.isOver) == [true, false, false])
      #expect(all[0].secondsLeft < 0 && all[1].secondsLeft > 0)
      #expect(all[0].responsible == "Anna Nowak")
      let risky = try await desk.monitor.serviceLevels(ClockFilter(minimumPercent: 75, limit: 1)).cases
      #expect(risky.map(\.reference) == ["R0000002"])
      let waits = try await desk.monitor.serviceLevels(ClockFilter(kind: .followUp)).cases
      #expect(waits.map(\.reference) == ["R0000004"])
    }
  }

  @Test func aSandboxIsReadInItsOwnTime() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(1)
      try await desk.startClock("answer", of: 1, percent: 10)
      try await desk.write(
        "insert into casework.sandbox default values",
        "select casework.advance_business_time('9 days 12 hours')")
      let report = try await desk.monitor.serviceLevels()
      #expect(report.moment.isSandbox)
      #expect(report.moment.businessTime.timeIntervalSince(report.moment.serverTime) == 9.5 * 86_400)
      #expect(report.clocks.first?.over == 1)
    }
  }

  @Test func aMonitorCannotWrite() async throws {
    try await withDatabase(.casework) { database in
      let monitor = Monitor(database.pool)
      await #expect {
        try await monitor.read(Statement("write", "insert into casework.sandbox default values").with())
      } throws: { error in
        (error as? PostgresError)?.sqlState == .readOnlyTransaction
      }
    }
  }
}
