import Complaints
import Foundation
import JobQueue
import LibPQ
import TestSupport
import Testing

@testable import Casework

@Suite struct LedgerCapTests {
  @Test func eightAtOnceNeverGiveMoreThanWasPaid() async throws {
    try await withCasework { casework in
      let order = try await casework.addOrder([("card", 6_000), ("voucher", 4_000)])
      var jobs: [CompensateJob] = []
      for _ in 1...8 {
        let caseID = try await casework.addCase(order: order, state: .compensating)
        try await casework.addChoice(caseID, .refundPartial, 3_000)
        jobs.append(CompensateJob(caseID: caseID, decision: 1))
      }
      let handler = casework.compensating()
      try await withThrowingTaskGroup { group in
        for job in jobs { group.addTask { _ = try await run(handler, [job], in: casework.pool) } }
        try await group.waitForAll()
      }
      // Three are covered by 100.00; which ones is chance, how many is not.
      #expect(
        try await casework.number("select count(*) from casework.case_record where state = 'resolved'") == 3)
      #expect(
        try await casework.number("select count(*) from casework.case_record where state = 'manual_review'")
          == 5)
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.payout") == 6_000)
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.voucher") == 3_000)
    }
  }

  @Test(arguments: 1...6)
  func randomChoicesOnRandomPayments(_ seed: UInt64) async throws {
    try await withCasework { casework in
      var random = SplitMix(seed)
      let means = ["card", "transfer", "voucher", "blik"]
      var paid: [String: Int64] = [:]
      var payments: [(means: String, minorUnits: Int64)] = []
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let payment = (
          means: means.randomElement(using: &random)!, minorUnits: Int64.random(in: 0...5_000, using: &random)
        )
        payments.append(payment)
        paid[payment.means, default: 0] += payment.minorUnits
      }
      let order = try await casework.addOrder(payments)
      var jobs: [CompensateJob] = []
      for _ in 1...12 {
        let caseID = try await casework.addCase(order: order, state: .compensating)
        let remedy: Remedy = [.refundFull, .refundPartial, .priceReduction, .voucher].randomElement(
          using: &random)!
        try await casework.addChoice(caseID, remedy, Int64.random(in: 1...4_000, using: &random))
        jobs.append(CompensateJob(caseID: caseID, decision: 1))
      }
      let handler = casework.compensating()
      let halves = [Array(jobs[..<6]), Array(jobs[6...])]
      try await withThrowingTaskGroup { group in
        for half in halves { group.addTask { _ = try await run(handler, half, in: casework.pool) } }
        try await group.waitForAll()
      }
      let refunds = try await casework.rows(
        "select means, sum(amount_minor)::bigint from casework.ledger where budget = 'refund' and status <> 'failed' group by means"
      )
      for row in refunds {
        let (means, sum) = (try row.decode(String.self, at: 0), try row.decode(Int64.self, at: 1))
        #expect(sum <= paid[means, default: 0], "refunded by \(means), seed \(seed)")
      }
      // Nothing is left halfway, and each entry has its payment or its code.
      #expect(
        try await casework.number(
          "select count(*) from casework.case_record where state not in ('resolved', 'manual_review')") == 0)
      #expect(
        try await casework.number(
          """
          select count(*) from casework.ledger
          where status <> 'done'
            or idempotency_key not in (
              select idempotency_key from casework.payout where payout.amount_minor = ledger.amount_minor
              union all
              select idempotency_key from casework.voucher where voucher.amount_minor = ledger.amount_minor)
          """) == 0)
    }
  }
}
