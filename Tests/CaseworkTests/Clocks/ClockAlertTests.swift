import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// Thresholds, ends, breaches. The answer clock of the Polish policy, started on Monday 2 March 2026 at 10:00
/// in Warsaw: 350 hours, until the end of 16 March; half of it is over after 7 days and 7 hours, three
/// quarters after 10 days and 22.5, nine tenths after 13 days and 3.
@Suite struct ClockAlertTests {
  private func look(_ caseID: Int64, _ kind: ClockKind, cycle: Int = 1) -> ClockJob {
    ClockJob(caseID: caseID, clock: kind.rawValue, cycle: cycle)
  }

  private func percents(_ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts(
      "select details ->> 'percent' from casework.case_event where kind = 'clock_at_risk' order by event_id")
  }

  @Test func eachThresholdIsToldOnceHoweverManyLook() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
      try await casework.startClocks(caseID, .received)
      let job = look(caseID, .answer)
      try await casework.advance(days: 8)
      try await withThrowingTaskGroup { group in
        for _ in 1...8 { group.addTask { _ = try await run(ClockHandler(), [job, job], in: casework.pool) } }
        try await group.waitForAll()
      }
      #expect(try await percents(casework) == ["50"])
      // Two at once, for whoever was away.
      try await casework.advance(days: 5, hours: 12)
      try await run(ClockHandler(), [job], in: casework.pool)
      #expect(try await percents(casework) == ["50", "75", "90"])
      #expect(
        try await casework.number("select count(*) from casework.clock where breached_at is not null") == 0)
    }
  }

  @Test func theNextLookIsEnqueuedForTheNextMoment() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
      try await casework.startClocks(caseID, .received)
      _ = try await casework.rows("delete from job_queue.later")
      try await run(ClockHandler(), [look(caseID, .answer)], in: casework.pool)
      // Too early for anything: looked at again when half of it is over, on the timeline of business.
      let early = try await casework.rows("select timeline, due, arguments from job_queue.later")
      #expect(early.count == 1)
      #expect(try early[0].decode(String.self, "timeline") == "business")
      let started = try await casework.rows(
        "select started_at, due_at from casework.clock where kind = 'answer'")[0]
      let target = try started.decode(Date.self, "due_at").timeIntervalSince(
        try started.decode(Date.self, "started_at"))
      let half = try started.decode(Date.self, "started_at") + target / 2
      #expect(abs(try early[0].decode(Date.self, "due").timeIntervalSince(half)) < 0.001)
      #expect(
        try early[0].decode(JSONText.self, "arguments").decoded(as: ClockJob.self) == look(caseID, .answer))

      _ = try await casework.rows("delete from job_queue.later")
      try await casework.advance(days: 20)
      try await run(ClockHandler(), [look(caseID, .internalTarget)], in: casework.pool)
      #expect(try await casework.number("select count(*) from job_queue.later") == 0)
    }
  }

  @Test func aBreachIsDatedToTheEndAndStays() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 8)
      let job = look(caseID, .internalTarget)
      try await run(ClockHandler(), [job], in: casework.pool)
      try await run(ClockHandler(), [job], in: casework.pool)
      let clock = try await casework.rows("select * from casework.clock where kind = 'internal_target'")[0]
      #expect(try clock.decode(Date?.self, "breached_at") == (try clock.decode(Date.self, "due_at")))
      #expect(
        try await casework.texts("select kind from casework.case_event order by event_id")
          == ["clock_at_risk", "clock_at_risk", "clock_at_risk", "clock_breached"])
      // Its end does nothing but that, by the policy.
      #expect(try await casework.number("select escalation_level from casework.case_record") == 0)

      try await casework.pool.withTransaction { transaction in
        try await ClockRows.stop(ClockStop.stopped(by: .answered, caseID: caseID), in: transaction)
      }
      #expect(
        try await casework.number(
          "select count(*) from casework.clock where kind = 'internal_target' and breached_at is not null and stopped_at is not null"
        )
          == 1)
    }
  }

  @Test func aMissedAcknowledgementGoesUpOneRungAndTheCustomerIsTold() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 4)
      try await run(
        ClockHandler(), [look(caseID, .acknowledge), look(caseID, .periodicUpdate)], in: casework.pool)
      #expect(try await casework.number("select escalation_level from casework.case_record") == 1)
      // That it went up is the news; no update beside it.
      #expect(try await casework.texts("select kind from casework.notification") == ["escalated"])
      #expect(
        try await casework.texts(
          "select facts ->> 'level' from casework.notification where kind = 'escalated'") == ["team_lead"])
      #expect(try await casework.state(of: caseID) == "verifying")
      // The next breach goes on to the manager, the one after that nowhere.
      _ = try await casework.rows(
        "update casework.clock set on_breach = 'escalate' where kind in ('internal_target', 'answer')")
      try await casework.advance(days: 4)
      try await run(ClockHandler(), [look(caseID, .internalTarget)], in: casework.pool)
      try await casework.advance(days: 30)
      try await run(ClockHandler(), [look(caseID, .answer)], in: casework.pool)
      #expect(try await casework.number("select escalation_level from casework.case_record") == 2)
      #expect(
        try await casework.texts(
          "select facts ->> 'level' from casework.notification where kind = 'escalated' order by notification_id"
        )
          == ["team_lead", "manager"])
    }
  }

  @Test func theEndWithoutTheDebatedRollIsToldOnce() async throws {
    try await withCasework { casework in
      // Received on Friday 6 March: the 14 days end on Friday the 20th. On Saturday 7 March they end on a
      // Saturday and roll to Monday (L2).
      try await casework.advance(days: 5)
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
      try await casework.startClocks(caseID, .received)
      #expect(
        try await casework.number(
          "select extract(day from due_at - warn_at)::int from casework.clock where kind = 'answer'") == 2)
      try await casework.advance(days: 15)
      try await run(ClockHandler(), [look(caseID, .answer)], in: casework.pool)
      try await run(ClockHandler(), [look(caseID, .answer)], in: casework.pool)
      #expect(
        try await casework.number(
          "select count(*) from casework.case_event where details ->> 'unrolled_end' = 'true'") == 1)
      #expect(
        try await casework.number("select count(*) from casework.clock where breached_at is not null") == 0)
    }
  }

  @Test func aStoppedClockSaysNothingAndAPausedOneWaits() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
      try await casework.startClocks(caseID, .received)
      try await casework.pool.withTransaction { transaction in
        try await ClockRows.stop(
          [ClockStop(.internalTarget, caseID: caseID, reason: "answered")], in: transaction)
      }
      _ = try await casework.rows(
        """
        insert into casework.clock_pause (case_id, kind, cycle, paused_from)
        values ($1, 'answer', 1, casework.business_now() + interval '1 day')
        """, caseID)
      _ = try await casework.rows("delete from job_queue.later")
      try await casework.advance(days: 30)
      try await run(
        ClockHandler(), [look(caseID, .internalTarget), look(caseID, .answer)], in: casework.pool)
      #expect(try await casework.history(of: caseID).isEmpty)
      #expect(try await casework.number("select count(*) from job_queue.later") == 0)
    }
  }
}
