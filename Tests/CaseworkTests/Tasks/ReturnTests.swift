import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// Goods that come back first: what is given for them is promised, takes its room, and waits.
@Suite struct ReturnTests {
  /// Art. 43d(5) of the Polish consumer rights act: who must fetch them sees it on the list.
  @Test(arguments: [(ComplaintKind.defect, Remedy.repair, true), (.unsuitable, .replacement, false)])
  func whoListsTasksSeesWhatIsToBeCollected(_ kind: ComplaintKind, _ remedy: Remedy, _ isCollected: Bool)
    async throws
  {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        remedy, nil, paid: [("card", 5_000)], kind: kind, needsReturn: true)
      try await run(casework.compensating(), [job], in: casework.pool)
      let tasks = try await casework.tasks.open(limit: 10)
      #expect(tasks.map(\.kind) == [.awaitReturn] && tasks.map(\.isCollected) == [isCollected])
    }
  }

  @Test func theRefundIsIntendedAndWaitsForTheGoods() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 10_000, paid: [("card", 7_000), ("voucher", 3_000)], needsReturn: true)
      let handler = casework.compensating()
      for _ in 1...2 { #expect(try await run(handler, [job], in: casework.pool) == [.done]) }
      #expect(try await casework.texts("select status from casework.ledger") == ["intended", "intended"])
      #expect(try await casework.given() == 0)
      #expect(try await casework.state(of: job.caseID) == "compensating")
      #expect(try await casework.texts("select kind from casework.task") == ["await_return"])

      // It takes its room on the order: another case of it finds nothing left.
      let other = try await casework.addCase(order: 1, state: .compensating)
      try await casework.addChoice(other, .refundPartial, 1)
      try await run(handler, [CompensateJob(caseID: other, decision: 1)], in: casework.pool)
      #expect(
        try await casework.texts("select reason from casework.manual_review") == ["exceeds_what_is_left"])

      try await casework.tasks.done(1, by: "Jan Kowal")
      #expect(try await casework.compensateJobs() == [job])
      try await run(handler, [job], in: casework.pool)
      #expect(try await casework.given() == 10_000)
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(
        try await casework.texts("select distinct status from casework.ledger_progress order by 1")
          == ["done", "executing"])
    }
  }

  @Test func goodsThatAreExchangedAreSentWhenTheOldOnesAreHere() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .replacement, nil, paid: [("card", 5_000)], needsReturn: true)
      let handler = casework.compensating()
      try await run(handler, [job], in: casework.pool)
      #expect(try await casework.tasks.open(limit: 10).map(\.kind) == [.awaitReturn])
      try await casework.tasks.done(1, by: "Jan Kowal")
      try await run(handler, [job], in: casework.pool)
      #expect(try await casework.tasks.open(limit: 10).map(\.kind) == [.sendReplacement])
      #expect(try await casework.state(of: job.caseID) == "compensating")
      try await casework.tasks.done(2, by: "Jan Kowal")
      try await run(handler, [job], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }

  enum CrashPoint: CaseIterable, Sendable {
    case beforeBegun, begun, inTheGateway, afterGateway
  }

  @Test(arguments: CrashPoint.allCases)
  func whatWasHeldBackIsGivenOnceWhereverTheWorkerDies(_ point: CrashPoint) async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 10_000, paid: [("card", 7_000), ("voucher", 3_000)], needsReturn: true)
      let handler = casework.compensating()
      try await run(handler, [job], in: casework.pool)
      try await casework.tasks.done(1, by: "Jan Kowal")
      for _ in 1...2 {
        switch point {
        case .beforeBegun: break
        case .begun: _ = try await handler.intend([job])
        case .inTheGateway:
          let intents = try await handler.intend([job])
          _ = try await casework.payouts.carryOut(intents[0].calls[0].instruction)
        case .afterGateway: _ = try await handler.prepare([testJob(job)])
        }
      }
      #expect(try await run(handler, [job], in: casework.pool) == [.done])
      #expect(try await casework.given() == 10_000)
      #expect(try await casework.number("select count(*) from casework.ledger_entry") == 2)
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }

  @Test func goodsThatComeBackBetweenTheTwoTransactionsAreSeenByTheNextJob() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 5_000, paid: [("card", 5_000)], needsReturn: true)
      let handler = casework.compensating()
      try await run(handler, [job], in: casework.pool)
      let prepared = try await handler.prepare([testJob(job)])
      try await casework.tasks.done(1, by: "Jan Kowal")
      try await casework.pool.withTransaction { transaction in
        let plan = try await handler.plan([testJob(job)], prepared: prepared, in: transaction)
        try await handler.apply(plan.effects, in: transaction)
      }
      #expect(try await casework.texts("select status from casework.ledger") == ["intended"])
      #expect(try await casework.state(of: job.caseID) == "compensating")
      try await run(handler, [job], in: casework.pool)
      #expect(try await casework.given() == 5_000)
    }
  }

  @Test(
    "Nothing comes back in the policy's time: nothing is given, its room is free, and a person finds out why")
  func whatDoesNotComeBackIsGivenUp() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 5_000, paid: [("card", 5_000)], needsReturn: true)
      try await casework.startClocks(job.caseID, .returnAwaited)
      try await run(casework.compensating(), [job], in: casework.pool)
      let clock = ClockJob(caseID: job.caseID, clock: "goods_return", cycle: 1)
      try await casework.advance(days: 21)
      try await run(ClockHandler(), [clock], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "compensating", "the last day is not over")
      try await casework.advance(days: 1)
      try await run(ClockHandler(), [clock], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "manual_review")
      #expect(try await casework.texts("select reason from casework.manual_review") == ["goods_not_returned"])
      #expect(
        try await casework.texts("select failure || ' ' || ended_by from casework.task") == [
          "not_returned clock"
        ])
      #expect(try await casework.texts("select status from casework.ledger") == ["failed"])
      #expect(
        try await casework.number("select count(*) from casework.clock where breached_at is not null") == 0)
      #expect(
        try await casework.history(of: job.caseID).suffix(4)
          == ["task_failed", "review_opened", "state_changed", "remedy_failed"])
      await #expect(throws: TaskRefusal.ended(1, isDone: false)) {
        try await casework.tasks.done(1, by: "Jan Kowal")
      }
      // The room is free: what came late can be refunded by a person's decision.
      try await CaseDesk(pool: casework.pool).decide(
        "R0000001", .accept([GrantedRemedy(.refundFull)]), by: "Ewa Maj")
      try await run(
        casework.compensating(), [CompensateJob(caseID: job.caseID, decision: 2)], in: casework.pool)
      #expect(try await casework.given() == 5_000)
    }
  }

  @Test func whatComesBackOtherThanItShouldIsRefusedByAPerson() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 5_000, paid: [("card", 5_000)], needsReturn: true)
      try await casework.startClocks(job.caseID, .returnAwaited)
      try await run(casework.compensating(), [job], in: casework.pool)
      try await casework.tasks.fail(1, because: .notReturned, by: "Jan Kowal")
      #expect(try await casework.texts("select reason from casework.manual_review") == ["goods_not_returned"])
      #expect(try await casework.texts("select status from casework.ledger") == ["failed"])
      #expect(
        try await casework.number(
          "select count(*) from casework.clock where kind = 'goods_return' and stopped_at is null") == 0)
    }
  }

  @Test(
    "S40: the time for the remedy begins when the goods are here, and nothing later than that was promised")
  func theRemedysTimeBeginsWithTheReturn() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(
          Files.complaints(["kind": "damaged", "evidence": "photos", "desired_remedy": "refund_full"]))
        try await shop.work(outbox)
        try await CaseDesk(pool: shop.pool).choose("R0000001", .remedy(.refundFull))
        try await shop.work(outbox)
        func running() async throws -> [String] {
          try await shop.texts(
            "select kind from casework.clock where stopped_at is null and kind in ('remedy', 'goods_return')")
        }
        #expect(try await running() == ["(goods_return)"])
        // 2 March and 21 days for the parcel, the 23rd; 14 more for the money: 6 April is a Monday, and Easter.
        let mail = try #require(outbox.mails.last.map { try outbox.readable($0) })
        #expect(mail.contains("7 kwietnia 2026"), "\(mail)")

        try await shop.advance("10 days")
        try await TaskDesk(pool: shop.pool).done(1, by: "Jan Kowal")
        #expect(try await running() == ["(remedy)"])
        #expect(
          try await shop.number(
            "select count(*) from casework.clock where kind = 'remedy' and due_at = timestamptz '2026-03-27 00:00+01'"
          )
            == 1)
        try await shop.work(outbox)
        #expect(try await shop.state() == "resolved")
        #expect(try await shop.number("select sum(amount_minor) from casework.payout") == 11_980)
        #expect(
          try await shop.number("select count(*) from casework.clock where breached_at is not null") == 0)
      }
    }
  }

  @Test("L8: when goods were repaired is known to later complaints about them, and to no earlier one")
  func aRepairIsKnownToTheNextComplaint() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.repair, nil, paid: [("card", 5_000)])
      try await run(casework.compensating(), [job], in: casework.pool)
      func repaired(_ caseID: Int64) async throws -> Date? {
        try await VerificationSubject.read([caseID], in: casework.pool)[caseID]?.complaint.repairedAt
      }
      let during = try await casework.addCase(order: 1, state: .verifying, kind: .defect)
      try await casework.advance(days: 1)
      try await casework.tasks.done(1, by: "Jan Kowal")
      try await casework.advance(days: 1)
      let after = try await casework.addCase(order: 1, state: .verifying, kind: .defect)
      #expect(try await repaired(job.caseID) == nil)
      #expect(try await repaired(during) == nil)
      #expect(try await repaired(after) != nil)
    }
  }

  @Test func itIsTheCustomersTurnWhileTheGoodsAreOnTheirWay() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 5_000, paid: [("card", 5_000)], needsReturn: true)
      try await run(casework.compensating(), [job], in: casework.pool)
      try await casework.startClocks(job.caseID, .messageSent)
      try await casework.advance(days: 4)
      let clock = ClockJob(caseID: job.caseID, clock: "periodic_update", cycle: 1)
      try await run(ClockHandler(), [clock], in: casework.pool)
      #expect(try await casework.number("select count(*) from casework.notification") == 0)
      // The goods are here, and the money is not: now it is ours.
      try await casework.tasks.done(1, by: "Jan Kowal")
      try await casework.advance(days: 4)
      try await run(
        ClockHandler(), [ClockJob(caseID: job.caseID, clock: "periodic_update", cycle: 2)], in: casework.pool)
      #expect(try await casework.texts("select kind from casework.notification") == ["status_update"])
    }
  }
}
