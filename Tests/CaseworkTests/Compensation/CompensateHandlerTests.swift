import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

@Suite struct CompensateHandlerTests {
  @Test func refundGoesBackByTheMeansOfPaymentAndTheCaseIsResolved() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundPartial, 9_000, paid: [("voucher", 3_000), ("card", 5_000), ("transfer", 2_000)])
      #expect(try await run(casework.compensating(), [job], in: casework.pool) == [.done])

      // They are instructed at the same time.
      let payouts = try await casework.rows("select means, amount_minor from casework.payout order by means")
      #expect(try payouts.map { try $0.decode(String.self, at: 0) } == ["card", "transfer"])
      #expect(try payouts.map { try $0.decode(Int.self, at: 1) } == [5_000, 2_000])
      // What was paid by voucher goes back as one, and last.
      #expect(try await casework.number("select amount_minor from casework.voucher") == 2_000)
      #expect(try await casework.texts("select distinct status from casework.ledger") == ["done"])
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(
        try await casework.history(of: job.caseID) == [
          "remedy_intended", "remedy_intended", "remedy_intended", "remedy_executed", "remedy_executed",
          "remedy_executed", "state_changed",
        ])
      #expect(try await casework.texts("select kind from casework.notification") == ["remedy_executed"])
      #expect(
        try await casework.texts("select kind from casework.clock where stopped_at is null") == ["follow_up"])
    }
  }

  @Test func codesAreIssued() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.discountCode, 1_500, paid: [("card", 10_000)])
      try await run(casework.compensating(), [job], in: casework.pool)
      let code = try #require(try await casework.text("select code from casework.voucher"))
      #expect(VoucherCode(typed: code) != nil)
      #expect(try await casework.number("select count(*) from casework.payout") == 0)
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }

  @Test func aProviderThatRefusesForGoodLeavesItToAPersonAndTheMoneyFree() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      let gateway = ScriptedGateway(casework.payouts, .declines(DeclineReason(rawValue: "card_closed")))
      try await run(casework.compensating(money: gateway), [job], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "manual_review")
      #expect(try await casework.texts("select reason from casework.manual_review") == ["remedy_refused"])
      #expect(try await casework.texts("select status from casework.ledger") == ["failed"])
      #expect(
        try await casework.texts("select reason from casework.ledger_progress where reason is not null")
          == ["card_closed"])
      #expect(try await casework.number("select count(*) from casework.notification") == 0)

      // A person decides anew: another means would be chosen in life; what matters is that the failed entry
      // takes no room.
      _ = try await casework.rows("update casework.case_record set state = 'compensating'")
      try await casework.addChoice(job.caseID, .refundFull, 5_000, version: 2)
      try await run(
        casework.compensating(), [CompensateJob(caseID: job.caseID, decision: 2)], in: casework.pool)
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.payout") == 5_000)
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }

  @Test func aChoiceThatIsNoLongerCoveredGoesToAPerson() async throws {
    try await withCasework { casework in
      let order = try await casework.addOrder([("card", 5_000)])
      var jobs: [CompensateJob] = []
      for _ in 1...2 {
        let caseID = try await casework.addCase(order: order, state: .compensating)
        try await casework.addChoice(caseID, .refundPartial, 3_000)
        jobs.append(CompensateJob(caseID: caseID, decision: 1))
      }
      // In one batch: the first one's plan counts for the second.
      try await run(casework.compensating(), jobs, in: casework.pool)
      #expect(
        try await casework.texts("select state from casework.case_record order by case_id")
          == ["resolved", "manual_review"])
      #expect(
        try await casework.texts("select reason from casework.manual_review") == ["exceeds_what_is_left"])
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.payout") == 3_000)
    }
  }

  @Test("S12: goodwill has one limit for all cases of an order, in one batch and later")
  func goodwillOfTwoCases() async throws {
    try await withCasework { casework in
      let limit = try #require(casework.policy.goodwillLimit).minorUnits
      let order = try await casework.addOrder([("card", 5_000)])
      var jobs: [CompensateJob] = []
      for amount in [limit - 100, 101, 100] {
        let caseID = try await casework.addCase(order: order, state: .compensating)
        try await casework.addChoice(caseID, .voucher, amount, basis: .goodwill)
        jobs.append(CompensateJob(caseID: caseID, decision: 1))
      }
      try await run(casework.compensating(), Array(jobs.prefix(2)), in: casework.pool)
      #expect(try await casework.state(of: jobs[0].caseID) == "resolved")
      #expect(try await casework.state(of: jobs[1].caseID) == "manual_review")
      try await run(casework.compensating(), [jobs[2]], in: casework.pool)
      #expect(try await casework.state(of: jobs[2].caseID) == "resolved")
    }
  }

  @Test func goodwillStaysWithinThePolicysLimit() async throws {
    try await withCasework { casework in
      let limit = try #require(casework.policy.goodwillLimit).minorUnits
      let job = try await casework.addCompensation(
        .voucher, limit + 1, paid: [("card", 5_000)], basis: .goodwill)
      let exact = try await casework.addCompensation(
        .voucher, limit, paid: [("card", 5_000)], basis: .goodwill)
      try await run(casework.compensating(), [job, exact], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "manual_review")
      #expect(try await casework.state(of: exact.caseID) == "resolved")
    }
  }

  @Test func aJobForACaseThatHasMovedOnDoesNothing() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      let handler = casework.compensating()
      try await run(handler, [job], in: casework.pool)
      let before = try await casework.number("select count(*) from casework.case_event")
      #expect(try await run(handler, [job, job], in: casework.pool) == [.done, .done])
      #expect(try await casework.number("select count(*) from casework.case_event") == before)
      #expect(try await casework.number("select count(*) from casework.payout") == 1)
    }
  }
}
