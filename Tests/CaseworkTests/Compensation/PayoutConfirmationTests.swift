import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// S40: where the policy says so, money is given when the bank has it, and not when it stands on a list.
@Suite struct PayoutConfirmationTests {
  private func withConfirmation(_ body: (CaseworkDatabase) async throws -> Void) async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "  on_delivery: [cash_on_delivery]", with: "  on_delivery: [cash_on_delivery]\n  done_when: confirmed")
    try await withCasework(source: source, body)
  }

  private func export(_ casework: CaseworkDatabase) async throws -> Int64 {
    try #require(
      try await PayoutFile.open(
        for: Debtor(name: "Shop", accounts: []), createdAt: .now, executionDate: CivilDate("2026-03-03")!,
        in: casework.pool)
    ).fileID
  }

  @Test func moneyIsGivenWhenTheBankHasIt() async throws {
    try await withConfirmation { casework in
      let job = try await casework.addCompensation(
        .refundFull, 10_000, paid: [("card", 6_000), ("transfer", 3_000), ("voucher", 1_000)])
      let handler = casework.compensating()
      for _ in 1...2 { #expect(try await run(handler, [job], in: casework.pool) == [.done]) }
      #expect(
        try await casework.texts("select status from casework.ledger order by entry_id")
          == ["executing", "executing", "done"])
      #expect(try await casework.state(of: job.caseID) == "compensating")
      #expect(try await casework.number("select count(*) from casework.notification") == 0)

      let file = try await export(casework)
      let result = try await PayoutConfirmation.confirm(file, in: casework.pool)
      #expect(result == PayoutConfirmation(paid: 2, refused: 0))
      #expect(try await casework.compensateJobs() == [job])
      try await run(handler, [job], in: casework.pool)
      #expect(try await casework.texts("select distinct status from casework.ledger") == ["done"])
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(try await casework.given() == 10_000)
      await #expect(throws: PayoutFileError.notToConfirm(file)) {
        try await PayoutConfirmation.confirm(file, in: casework.pool)
      }
    }
  }

  @Test func whatTheBankRefusesGoesToAPersonAndLeavesItsRoomFree() async throws {
    try await withConfirmation { casework in
      let job = try await casework.addCompensation(
        .refundFull, 5_000, paid: [("transfer", 3_000), ("card", 2_000)])
      try await run(casework.compensating(), [job], in: casework.pool)
      let file = try await export(casework)
      // Both were asked for at once: either may be the first of the list.
      let transfer = try await casework.number(
        "select payout_id from casework.payout where means = 'transfer'")
      let result = try await PayoutConfirmation.confirm(file, refused: [Int64(transfer)], in: casework.pool)
      #expect(result == PayoutConfirmation(paid: 1, refused: 1))
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(try await casework.texts("select reason from casework.manual_review") == ["remedy_refused"])
      #expect(
        try await casework.texts("select reason from casework.ledger_progress where reason is not null")
          == ["bank_refused"])
      #expect(
        try await casework.number(
          "select sum(amount_minor)::bigint from casework.ledger where status <> 'failed'") == 2_000)
    }
  }

  @Test func whatWasLostOnTheWayIsOnTheListAndNoLongerUnknown() async throws {
    try await withConfirmation { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      let gateway = ScriptedGateway(casework.payouts, .answersNothing)
      let handler = casework.compensating(money: gateway)
      try await run(handler, [job], in: casework.pool)
      #expect(try await casework.texts("select status from casework.ledger") == ["unknown"])
      await gateway.behave(.works)
      #expect(try await run(handler, [job], attempt: 2, in: casework.pool) == [.done])
      #expect(try await casework.texts("select status from casework.ledger") == ["executing"])
      #expect(await gateway.instructions.count == 1)
    }
  }

  @Test func whatCountedAsPaidWhenItWasListedIsNotRefusedAfterwards() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
      let file = try await export(casework)
      await #expect(throws: PayoutRefusal.paidAlready([1])) {
        try await PayoutConfirmation.confirm(file, refused: [1], in: casework.pool)
      }
      // Nothing of it was recorded.
      _ = try await PayoutConfirmation.confirm(file, in: casework.pool)
      #expect(try await casework.compensateJobs().isEmpty)
    }
  }
}
