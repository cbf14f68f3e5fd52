import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// L1, S36: what is an answer, and what is none.
@Suite struct AnswerClockTests {
  private func running(_ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts("select kind from casework.clock where stopped_at is null order by kind")
  }

  /// The mail server is down: the money is on its way, and the customer has not heard of it.
  @Test func whatWasGivenAndNotToldIsNoAnswer() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundPartial, 9_000, paid: [("card", 9_000)])
      try await casework.startClocks(job.caseID, .received)
      try await casework.startClocks(job.caseID, .promised)
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(
        try await running(casework)
          == ["acknowledge", "answer", "follow_up", "internal_target", "promised_update"])

      try await casework.advance(days: 15)
      try await run(
        ClockHandler(), [ClockJob(caseID: job.caseID, clock: "answer", cycle: 1)], in: casework.pool)
      #expect(
        try await casework.texts("select kind from casework.clock where breached_at is not null")
          == ["answer"])
      #expect(
        try await casework.number("select count(*) from casework.decision") == 1,
        "it was decided: silence accepts nothing more")
    }
  }

  @Test func theMessageThatSaysSoIsTheAnswer() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let job = try await casework.addCompensation(.refundPartial, 9_000, paid: [("card", 9_000)])
        try await casework.startClocks(job.caseID, .received)
        try await run(casework.compensating(), [job], in: casework.pool)
        let told = NotifyJob(
          notification: try await casework.rows("select notification_id from casework.notification")[0]
            .decode(Int64.self, at: 0))
        #expect(try await run(casework.notifying(outbox), [told], in: casework.pool) == [.done])
        #expect(try await running(casework) == ["acknowledge", "follow_up"])
        #expect(
          try await casework.texts("select stopped_by from casework.clock where kind = 'answer'")
            == ["answered"])
      }
    }
  }

  /// Nobody is left who could be told: neither breaches nor an acceptance by silence follow from that.
  @Test func whoWasErasedIsOwedNothingMore() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .manualReview, desired: .refundFull)
        try await casework.startClocks(caseID, .received)
        let acknowledgement = try await casework.owe(caseID, .acknowledgement)
        _ = try await casework.rows(
          "update casework.customer set name = null, email = null, erased_at = now()")
        try await run(casework.notifying(outbox), [acknowledgement], in: casework.pool)
        #expect(try await running(casework) == ["answer", "internal_target"], "it is still to be decided")

        let refusal = try await casework.owe(caseID, .decisionRejected)
        try await run(casework.notifying(outbox), [refusal], in: casework.pool)
        #expect(try await running(casework).isEmpty)
        #expect(
          try await casework.texts("select distinct stopped_by from casework.clock") == ["suppressed"])
        try await casework.advance(days: 20)
        try await run(
          ClockHandler(), [ClockJob(caseID: caseID, clock: "answer", cycle: 1)], in: casework.pool)
        #expect(
          try await casework.history(of: caseID) == ["notification_suppressed", "notification_suppressed"])
      }
    }
  }
}
