import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

/// S12: what the shop gives although it owes nothing has a budget for the month, whoever gets it.
@Suite struct GoodwillMonthTests {
  /// 100.00 a month, 50.00 an order.
  private func withBudget(_ body: (CaseworkDatabase) async throws -> Void) async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "budget_per_month: \"2000.00\"", with: "budget_per_month: \"100.00\"")
    try await withCasework(source: source, body)
  }

  private func addVouchers(_ amounts: Int64..., to casework: CaseworkDatabase) async throws -> [CompensateJob]
  {
    var jobs: [CompensateJob] = []
    for amount in amounts {
      jobs.append(
        try await casework.addCompensation(.voucher, amount, paid: [("card", 9_000)], basis: .goodwill))
    }
    return jobs
  }

  private func settled(_ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts("select state from casework.case_record order by case_id")
  }

  @Test func oneBatchStaysWithinTheMonthsBudget() async throws {
    try await withBudget { casework in
      let jobs = try await addVouchers(4_000, 4_000, 2_001, 2_000, to: casework)
      try await run(casework.compensating(), jobs, in: casework.pool)
      #expect(try await settled(casework) == ["resolved", "resolved", "manual_review", "resolved"])
      #expect(
        try await casework.texts("select reason from casework.manual_review") == ["exceeds_what_is_left"])
    }
  }

  @Test func eightAtOnceStayWithinTheMonthsBudget() async throws {
    try await withBudget { casework in
      let jobs = try await addVouchers(3_000, 3_000, 3_000, 3_000, 3_000, 3_000, 3_000, 3_000, to: casework)
      let handler = casework.compensating()
      try await withThrowingTaskGroup { group in
        for job in jobs { group.addTask { _ = try await run(handler, [job], in: casework.pool) } }
        try await group.waitForAll()
      }
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.voucher") == 9_000)
    }
  }

  @Test func theNextMonthBeginsInThePolicysZone() async throws {
    try await withBudget { casework in
      let first = try await addVouchers(5_000, 5_000, to: casework)
      try await run(casework.compensating(), first, in: casework.pool)
      // Tuesday, 31 March, 22:30 UTC: in Warsaw it is April.
      _ = try await casework.rows(
        "update job_queue.timeline set advance = timestamptz '2026-03-31 21:30Z' - now() where name = 'business'"
      )
      let last = try await addVouchers(1, to: casework)
      try await run(casework.compensating(), last, in: casework.pool)
      _ = try await casework.rows(
        "update job_queue.timeline set advance = timestamptz '2026-03-31 22:30Z' - now() where name = 'business'"
      )
      let next = try await addVouchers(5_000, to: casework)
      try await run(casework.compensating(), next, in: casework.pool)
      #expect(try await settled(casework) == ["resolved", "resolved", "manual_review", "resolved"])
    }
  }

  @Test func whatDoesNotFitIsNotOffered() async throws {
    try await withBudget { casework in
      let jobs = try await addVouchers(5_000, 4_000, to: casework)
      try await run(casework.compensating(), jobs, in: casework.pool)
      let order = try await casework.addOrder([("card", 9_000)])
      let caseID = try await casework.addCase(order: order, state: .verifying, kind: .poorService)
      try await run(VerifyHandler(), [VerifyJob(caseID: caseID)], in: casework.pool)
      // Of the 20.00 that the policy has for it, ten are left this month.
      #expect(
        try await casework.number(
          "select amount_minor from casework.remedy_option where remedy = 'voucher' and case_id = $1", caseID)
          == 1_000)
      let review = try await casework.addCase(order: order, state: .manualReview)
      let reference = try #require(
        try await casework.text("select reference from casework.case_record where case_id = $1", review))
      await #expect(throws: CaseRefusal.self) {
        try await CaseDesk(pool: casework.pool).decide(
          reference, .accept([GrantedRemedy(.voucher, amount: "10.01")]), by: "Ewa Maj")
      }
    }
  }
}
