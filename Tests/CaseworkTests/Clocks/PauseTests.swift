import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// Clocks that stand still, under a policy that lets the answer wait for the customer, and the shop's own target for a
/// person, too. Started on Monday 2 March 2026 at 10:00 in Warsaw.
@Suite struct PauseTests {
  private static let source = ShippedPolicies.source("pl")!
    .replacing(
      "answered_when: dispatched", with: "answered_when: dispatched\n    paused_in: [awaiting_information]"
    )
    .replacing(
      "    on_breach: nothing\n  promised_update",
      with: "    on_breach: nothing\n    paused_in: [awaiting_information, manual_review]\n  promised_update"
    )
    .replacing(
      "    on_breach: nothing\n  remedy",
      with: "    on_breach: nothing\n    paused_in: [awaiting_information]\n  remedy")

  private func withWaitingCase(
    _ body: (CaseworkDatabase, Int64) async throws -> Void
  ) async throws {
    try await withCasework(source: Self.source) { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 100)]), state: .verifying, desired: .refundFull)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 2)
      try await move(caseID, to: .awaitingInformation, casework)
      try await body(casework, caseID)
    }
  }

  private func move(_ caseID: Int64, to state: CaseState, _ casework: CaseworkDatabase) async throws {
    try await casework.pool.withTransaction { transaction in
      let head = try await CaseHead.lock([caseID], in: transaction)[0]
      var transition = head.transition(at: try await BusinessTime.now(in: transaction))
      try transition.move(to: state, by: .rules)
      try await CaseTransition.apply([transition], in: transaction)
    }
  }

  private func look(_ kind: ClockKind, _ caseID: Int64, _ casework: CaseworkDatabase) async throws {
    try await run(
      ClockHandler(), [ClockJob(caseID: caseID, clock: kind.rawValue, cycle: 1)], in: casework.pool)
  }

  private func events(_ kind: String, _ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts(
      "select details ->> 'clock' from casework.case_event where kind = $1 order by 1", kind)
  }

  private func due(_ kind: ClockKind, _ casework: CaseworkDatabase) async throws -> Date {
    try await casework.rows("select due_at from casework.clock where kind = $1", kind.rawValue)[0]
      .decode(Date.self, at: 0)
  }

  @Test func itsEndMovesByTheDaysThatThePauseTook() async throws {
    try await withWaitingCase { casework, caseID in
      #expect(
        try await events("clock_paused", casework) == ["answer", "internal_target", "periodic_update"])
      try await casework.advance(days: 30)
      _ = try await casework.rows("delete from job_queue.later")
      try await move(caseID, to: .verifying, casework)

      // 16 March and thirty days; in the meantime the clocks went forward.
      #expect(try await due(.answer, casework) == (try Date("2026-04-15T22:00:00Z", strategy: .iso8601)))
      #expect(
        try await events("clock_resumed", casework) == ["answer", "internal_target", "periodic_update"])
      #expect(
        try await casework.texts(
          "select details ->> 'due' from casework.case_event where kind = 'clock_resumed' and details ->> 'clock' = 'answer'"
        ) == ["2026-04-15T22:00:00.000000Z"])
      #expect(
        try await casework.number("select count(*) from casework.clock_pause where paused_until is null") == 0
      )
      #expect(
        try await casework.number(
          "select count(*) from job_queue.later where timeline = 'business'") == 3, "they are looked at again"
      )
    }
  }

  /// What is recorded is enough to reckon every end again.
  @Test func everyEndIsTheDeadlineOfItsStartAndItsSpans() async throws {
    try await withWaitingCase { casework, caseID in
      for (days, hours) in [(3, 0), (0, 5), (6, 13)] {
        try await casework.advance(days: days, hours: hours)
        try await move(caseID, to: .verifying, casework)
        try await casework.advance(days: 0, hours: 1)
        try await move(caseID, to: .awaitingInformation, casework)
      }
      try await move(caseID, to: .verifying, casework)
      for kind in [ClockKind.answer, .internalTarget, .periodicUpdate] {
        let start = try await casework.rows(
          "select started_at from casework.clock where kind = $1", kind.rawValue)[0].decode(Date.self, at: 0)
        let pauses = try await casework.rows(
          "select paused_from, paused_until from casework.clock_pause where kind = $1 order by 1",
          kind.rawValue
        ).map {
          ClockCycle.Pause(from: try $0.decode(Date.self, at: 0), until: try $0.decode(Date?.self, at: 1))
        }
        #expect(pauses.count == 4)
        let deadline = try #require(casework.policy.clocks[kind]).term.deadline(
          from: start, pauses: pauses, in: casework.policy.zone, calendar: casework.policy.calendar)
        #expect(try await due(kind, casework) == deadline.expiresAt)
      }
    }
  }

  @Test func aPauseUsesNoTimeUp() async throws {
    try await withWaitingCase { casework, caseID in
      try await casework.advance(days: 30)
      try await look(.answer, caseID, casework)
      try await move(caseID, to: .verifying, casework)
      try await look(.answer, caseID, casework)
      #expect(try await events("clock_at_risk", casework).isEmpty, "two days of fourteen are used up")
      try await casework.advance(days: 6)
      try await look(.answer, caseID, casework)
      #expect(
        try await casework.texts(
          "select details ->> 'percent' from casework.case_event where kind = 'clock_at_risk'") == ["50"])
    }
  }

  @Test func silenceAcceptsNothingWhileTheAnswerWaits() async throws {
    try await withWaitingCase { casework, caseID in
      try await casework.advance(days: 60)
      try await look(.answer, caseID, casework)
      #expect(try await casework.state(of: caseID) == "awaiting_information")
      #expect(try await casework.number("select count(*) from casework.decision") == 0)
      #expect(
        try await casework.number("select count(*) from casework.clock where breached_at is not null") == 0)
      // And once it goes on, it ends as any other.
      try await move(caseID, to: .verifying, casework)
      try await casework.advance(days: 15)
      try await look(.answer, caseID, casework)
      #expect(
        try await casework.texts("select outcome || ' ' || basis from casework.decision")
          == ["accepted deemed"])
    }
  }

  @Test func whatIsStoppedWhileItStandsStillIsNotLate() async throws {
    try await withWaitingCase { casework, caseID in
      try await casework.advance(days: 60)
      try await casework.pool.withTransaction { transaction in
        try await ClockRows.stop(ClockStop.stopped(by: .answered, caseID: caseID), in: transaction)
      }
      #expect(try await events("clock_breached", casework).isEmpty)
      #expect(
        try await casework.texts(
          """
          select kind from casework.clock join casework.clock_pause using (case_id, kind, cycle)
          where breached_at is null and stopped_at = paused_until order by kind
          """) == ["answer", "internal_target"])
    }
  }

  @Test func itStandsStillFromStateToStateAndIsPausedOnce() async throws {
    try await withWaitingCase { casework, caseID in
      try await casework.advance(days: 1)
      try await move(caseID, to: .manualReview, casework)
      #expect(
        try await events("clock_resumed", casework) == ["answer", "periodic_update"],
        "only the shop's own target waits for a person, too")
      #expect(
        try await casework.texts("select kind from casework.clock_pause where paused_until is null")
          == ["internal_target"])
      #expect(try await casework.number("select count(*) from casework.clock_pause") == 3)
    }
  }

  @Test func oneThatStartsInSuchAStateStandsStillFromTheStart() async throws {
    try await withWaitingCase { casework, caseID in
      try await casework.startClocks(caseID, .messageSent)
      #expect(
        try await casework.number(
          "select count(*) from casework.clock_pause where kind = 'periodic_update' and cycle = 2 and paused_until is null"
        ) == 1)
      try await casework.advance(days: 10)
      try await move(caseID, to: .verifying, casework)
      #expect(
        try await casework.number(
          """
          select count(*) from casework.clock
          where kind = 'periodic_update' and cycle = 2 and due_at - started_at > interval '12 days'
          """) == 1)
    }
  }

  @Test func whatIsOverCannotBePausedAnyMore() async throws {
    try await withCasework(source: Self.source) { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 8)
      try await move(caseID, to: .awaitingInformation, casework)
      #expect(try await events("clock_paused", casework) == ["answer"])
      try await look(.internalTarget, caseID, casework)
      #expect(try await events("clock_breached", casework) == ["internal_target"])
    }
  }
}
