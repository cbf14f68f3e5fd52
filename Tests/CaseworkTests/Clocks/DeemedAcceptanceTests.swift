import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

@Suite struct DeemedAcceptanceTests {
  private func silence(_ caseID: Int64) -> ClockJob { ClockJob(caseID: caseID, clock: "answer", cycle: 1) }

  @Test func silenceGivesWhatWasDemanded() async throws {
    try await withCasework { casework in
      let order = try await casework.addOrder([("card", 9_000)])
      let caseID = try await casework.addCase(
        order: order, state: .manualReview, desired: .refundPartial, claimedMinor: 4_000)
      _ = try await casework.rows(
        "insert into casework.manual_review (case_id, reason, opened_at) values ($1, 'defect', casework.business_now())",
        caseID)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 15)
      try await run(ClockHandler(), [silence(caseID)], in: casework.pool)

      #expect(try await casework.state(of: caseID) == "compensating")
      let decision = try await casework.rows("select * from casework.decision")[0]
      #expect(try decision.decode(String.self, "outcome") == "accepted")
      #expect(try decision.decode(String.self, "basis") == "deemed")
      #expect(try decision.decode(String.self, "decided_by") == "clock:answer")
      #expect(try await casework.texts("select closed_by from casework.manual_review") == ["clock"])
      #expect(try await casework.texts("select kind from casework.notification") == ["decision_accepted"])

      try await run(casework.compensating(), [CompensateJob(caseID: caseID, decision: 1)], in: casework.pool)
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.payout") == 4_000)
      #expect(try await casework.state(of: caseID) == "resolved")
    }
  }

  @Test func whatNobodyCanTellIsAcceptedAndLeftToAPerson() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 9_000)]), state: .verifying)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 15)
      try await run(ClockHandler(), [silence(caseID)], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "manual_review")
      #expect(
        try await casework.texts("select reason from casework.manual_review") == ["demand_undetermined"])
      #expect(try await casework.texts("select basis from casework.decision") == ["deemed"])
      #expect(try await casework.number("select count(*) from casework.notification") == 0)
    }
  }

  @Test func aBusinessIsNotProtectedByIt() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 9_000)]), state: .verifying, standing: .business,
        desired: .refundFull)
      try await casework.startClocks(caseID, .received, standing: .business)
      try await casework.advance(days: 15)
      try await run(ClockHandler(), [silence(caseID)], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "verifying")
      #expect(try await casework.number("select escalation_level from casework.case_record") == 1)
    }
  }

  @Test func aDecisionThatIsStillInTheHouseIsNotReplaced() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 9_000)]), state: .awaitingChoice, desired: .refundFull)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 15)
      try await run(ClockHandler(), [silence(caseID)], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "awaiting_choice")
      #expect(try await casework.history(of: caseID).suffix(2) == ["clock_breached", "escalated"])
    }
  }
}
