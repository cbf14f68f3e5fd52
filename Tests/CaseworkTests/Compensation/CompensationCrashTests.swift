import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// A killed worker is one whose steps end somewhere: what it had committed is there, what it had not is gone.
/// So each crash is the handler's own steps up to a point, and then a worker that begins anew.
@Suite struct CompensationCrashTests {
  enum CrashPoint: CaseIterable, Sendable {
    case beforeIntent, intentNotCommitted, afterIntent, inTheGateway, afterGateway, beforeSettle
  }

  struct Killed: Error {}

  @Test(arguments: CrashPoint.allCases)
  func oneOfEverythingWhereverTheWorkerDies(_ point: CrashPoint) async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 10_000, paid: [("card", 6_000), ("transfer", 3_000), ("voucher", 1_000)])
      // Dying twice at the same point is no different from dying once.
      for _ in 1...2 { try await die(at: point, job, casework) }
      #expect(try await run(casework.compensating(), [job], in: casework.pool) == [.done])

      #expect(try await casework.number("select count(*) from casework.payout") == 2)
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.payout") == 9_000)
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.voucher") == 1_000)
      #expect(try await casework.number("select count(*) from casework.ledger_entry") == 3)
      #expect(try await casework.texts("select distinct status from casework.ledger") == ["done"])
      #expect(try await casework.number("select count(*) from casework.notification") == 1)
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(
        try await casework.number("select count(*) from casework.case_event where kind = 'remedy_executed'")
          == 3)
    }
  }

  private func die(at point: CrashPoint, _ job: CompensateJob, _ casework: CaseworkDatabase) async throws {
    let handler = casework.compensating()
    let jobs = [testJob(job)]
    switch point {
    case .beforeIntent: break
    case .intentNotCommitted:
      await #expect(throws: Killed.self) {
        try await casework.pool.withTransaction { transaction in
          _ = try await CompensationIntents(policies: PolicyCache()).record([job], in: transaction)
          throw Killed()
        }
      }
    case .afterIntent: _ = try await handler.intend([job])
    case .inTheGateway:
      // Of three calls one arrived, and nobody saw its answer.
      let intents = try await handler.intend([job])
      _ = try await casework.payouts.carryOut(intents[0].calls[0].instruction)
    case .afterGateway: _ = try await handler.prepare(jobs)
    case .beforeSettle:
      let prepared = try await handler.prepare(jobs)
      await #expect(throws: Killed.self) {
        try await casework.pool.withTransaction { transaction in
          let plan = try await handler.plan(jobs, prepared: prepared, in: transaction)
          try await handler.apply(plan.effects, in: transaction)
          throw Killed()
        }
      }
    }
  }
}
