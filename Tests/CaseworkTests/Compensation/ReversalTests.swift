import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import TestSupport
import Testing

@testable import Casework

/// What was given and comes back, or is taken back, is an entry of its own, and never more than was given.
@Suite struct ReversalTests {
  private func desk(_ casework: CaseworkDatabase) -> ReversalDesk { ReversalDesk(pool: casework.pool) }

  /// A refund of 100.00, by card, by transfer and by voucher: entries 1, 2 and 3, payouts 1 and 2.
  private func withRefund(_ body: (CaseworkDatabase, CompensateJob, String) async throws -> Void) async throws
  {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 10_000, paid: [("card", 6_000), ("transfer", 3_000), ("voucher", 1_000)])
      try await run(casework.compensating(), [job], in: casework.pool)
      let reference = try #require(try await casework.text("select reference from casework.case_record"))
      try await body(casework, job, reference)
    }
  }

  private func export(_ casework: CaseworkDatabase) async throws {
    _ = try await PayoutFile.open(
      for: Debtor(name: "Shop", accounts: []), createdAt: .now, executionDate: CivilDate("2026-03-03")!,
      in: casework.pool)
  }

  /// The gateway is asked for several at once, so which of them is listed first is chance.
  private func payout(_ means: String, _ casework: CaseworkDatabase) async throws -> Int64 {
    Int64(try await casework.number("select payout_id from casework.payout where means = $1", means))
  }

  private func close(_ casework: CaseworkDatabase) async throws {
    _ = try await casework.rows("update casework.case_record set state = 'closed', closed_at = now()")
  }

  /// What a case's order has had, by means.
  private func net(_ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts(
      "select means || ' ' || sum(amount_minor) from casework.ledger where status <> 'failed' group by means order by means"
    )
  }

  @Test func whatTheBankReturnedIsOwedAndAClosedCaseIsHeardAgain() async throws {
    try await withRefund { casework, job, reference in
      try await export(casework)
      try await close(casework)
      let transfer = try await payout("transfer", casework)
      let outcome = try await desk(casework).reverse(
        .payout(transfer), because: .bankReturned, by: "Ewa Maj")
      #expect(
        outcome
          == ReversalDesk.Outcome(
            reference: reference, amount: Money(minorUnits: 3_000, currency: Currency(code: "PLN")!),
            isHeardAgain: true))
      #expect(try await casework.state(of: job.caseID) == "manual_review")
      #expect(
        try await casework.texts("select reason from casework.manual_review where closed_at is null")
          == ["remedy_reversed"])
      #expect(
        try await casework.texts(
          "select facts ->> 'reversal' || ' ' || (facts ->> 'heard_again') from casework.notification where kind = 'remedy_reversed'"
        ) == ["bank_returned true"])
      #expect(
        try await casework.texts("select actor from casework.case_event where kind = 'remedy_reversed'")
          == ["person:Ewa Maj"])
      #expect(try await net(casework) == ["card 6000", "transfer 0", "voucher 1000"])

      // The room on the order is free again, and what is decided anew is given anew, by the next number.
      try await casework.addChoice(job.caseID, .refundPartial, 3_000, version: 2)
      _ = try await casework.rows("update casework.case_record set state = 'compensating'")
      try await run(
        casework.compensating(), [CompensateJob(caseID: job.caseID, decision: 2)], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(try await net(casework) == ["card 6000", "transfer 3000", "voucher 1000"])
    }
  }

  @Test func whatHappenedIsNeverTakenBackTwice() async throws {
    try await withRefund { casework, _, _ in
      try await export(casework)
      let card = try await payout("card", casework)
      try await desk(casework).reverse(.payout(card), because: .bankReturned, by: "Ewa Maj")
      await #expect(throws: ReversalRefusal.isReversed(1)) {
        try await desk(casework).reverse(.payout(card), because: .bankReturned, by: "Ewa Maj")
      }
      await #expect(throws: ReversalRefusal.isReversal(4)) {
        try await desk(casework).reverse(.entry(4, of: "R0000001"), because: .paidBack, by: "Ewa Maj")
      }
      #expect(try await casework.number("select count(*) from casework.ledger_entry") == 4)
    }
  }

  @Test func partsComeBackUntilNothingIsLeft() async throws {
    try await withRefund { casework, job, reference in
      try await export(casework)
      let entry = ReversalDesk.Given.entry(1, of: reference.lowercased())
      try await desk(casework).reverse(entry, amount: "20.00", because: .paidBack, by: "Ewa Maj")
      await #expect(
        throws: ReversalRefusal.onlyLeft(Money(minorUnits: 4_000, currency: Currency(code: "PLN")!))
      ) {
        try await desk(casework).reverse(entry, amount: "40.01", because: .paidBack, by: "Ewa Maj")
      }
      for wrong in ["0", "-1", "1,50", "1.005"] {
        await #expect(throws: ReversalRefusal.self) {
          try await desk(casework).reverse(entry, amount: wrong, because: .paidBack, by: "Ewa Maj")
        }
      }
      try await desk(casework).reverse(entry, because: .paidBack, by: "Ewa Maj")
      #expect(try await net(casework) == ["card 0", "transfer 3000", "voucher 1000"])
      // It was given by mistake: the case is as settled as before.
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(
        try await casework.texts(
          "select facts ->> 'heard_again' from casework.notification where kind = 'remedy_reversed'")
          == ["false", "false"])
    }
  }

  @Test func aCodeThatNobodyHasUsedIsWorthNothingAnyMore() async throws {
    try await withRefund { casework, _, _ in
      let typed = try #require(try await casework.text("select code from casework.voucher"))
      let code = try #require(VoucherCode(typed: typed))
      await #expect(throws: ReversalRefusal.isCode) {
        try await desk(casework).reverse(.code(code), because: .paidBack, by: "Ewa Maj")
      }
      await #expect(throws: ReversalRefusal.onlyWhole) {
        try await desk(casework).reverse(.code(code), amount: "1.00", because: .withdrawn, by: "Ewa Maj")
      }
      let outcome = try await desk(casework).reverse(
        .code(code), because: .withdrawn, decidesAnew: true, saying: "Bon był na złą kwotę.", by: "Ewa Maj")
      #expect(outcome.isHeardAgain)
      let now = try await BusinessTime.now(in: casework.pool)
      #expect(try await VoucherBook.redeem(code, at: now, in: casework.pool) == nil)
      #expect(try await VoucherBook.find(code, in: casework.pool)?.withdrawnAt != nil)
      #expect(
        try await casework.texts("select body from casework.case_statement") == ["Bon był na złą kwotę."])
      #expect(try await net(casework) == ["card 6000", "transfer 3000", "voucher 0"])
    }
  }

  @Test func whoUsedACodeHasIt() async throws {
    try await withRefund { casework, _, _ in
      let code = VoucherCode(typed: try await casework.text("select code from casework.voucher")!)!
      let now = try await BusinessTime.now(in: casework.pool)
      #expect(try await VoucherBook.redeem(code, at: now, in: casework.pool) != nil)
      let refusal = await #expect(throws: ReversalRefusal.self) {
        try await desk(casework).reverse(.code(code), because: .withdrawn, by: "Ewa Maj")
      }
      #expect(refusal?.description.hasPrefix("the code was redeemed at 2026-03-02T") == true)
      #expect(try await net(casework) == ["card 6000", "transfer 3000", "voucher 1000"])
    }
  }

  @Test func aPaymentIsTakenOffTheListUntilAFileHasIt() async throws {
    try await withRefund { casework, _, reference in
      let (card, transfer) = (try await payout("card", casework), try await payout("transfer", casework))
      await #expect(throws: ReversalRefusal.notAtTheBank(card)) {
        try await desk(casework).reverse(.payout(card), because: .bankReturned, by: "Ewa Maj")
      }
      try await desk(casework).reverse(.entry(1, of: reference), because: .withdrawn, by: "Ewa Maj")
      try await export(casework)
      #expect(
        try await casework.texts("select payout_id::text from casework.payout where file_id is not null")
          == ["\(transfer)"])
      await #expect(throws: ReversalRefusal.atTheBank(transfer, file: 1)) {
        try await desk(casework).reverse(.entry(2, of: reference), because: .withdrawn, by: "Ewa Maj")
      }
      #expect(try await net(casework) == ["card 0", "transfer 3000", "voucher 1000"])
    }
  }

  @Test func whatWasNeverGivenOrIsUnderWayIsNotReversed() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      let gateway = ScriptedGateway(casework.payouts, .answersNothing)
      try await run(casework.compensating(money: gateway), [job], in: casework.pool)
      await #expect(throws: ReversalRefusal.isUnderWay(1)) {
        try await desk(casework).reverse(.payout(1), because: .paidBack, by: "Ewa Maj")
      }
      await #expect(throws: ReversalRefusal.unknown) {
        try await desk(casework).reverse(.payout(9), because: .paidBack, by: "Ewa Maj")
      }
      await #expect(throws: ReversalRefusal.ofAnotherCase(1, "R0000001")) {
        try await desk(casework).reverse(.entry(1, of: "R0000002"), because: .paidBack, by: "Ewa Maj")
      }
      _ = try await casework.rows(
        "insert into casework.ledger_progress (entry_id, step, status, occurred_at) values (1, 3, 'failed', now())"
      )
      await #expect(throws: ReversalRefusal.neverGiven(1)) {
        try await desk(casework).reverse(.payout(1), because: .paidBack, by: "Ewa Maj")
      }
    }
  }

  @Test func goodwillComesBackToTheMonthThatGaveIt() async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "budget_per_month: \"2000.00\"", with: "budget_per_month: \"50.00\"")
    try await withCasework(source: source) { casework in
      let job = try await casework.addCompensation(.voucher, 5_000, paid: [("card", 9_000)], basis: .goodwill)
      try await run(casework.compensating(), [job], in: casework.pool)
      let march = try await BusinessTime.now(in: casework.pool)
      #expect(try await spent(casework, at: march) == 5_000)
      // In April nothing was given, so nothing can come back to it.
      try await casework.advance(days: 40)
      try await desk(casework).reverse(.entry(1, of: "R0000001"), because: .withdrawn, by: "Ewa Maj")
      #expect(try await spent(casework, at: try await BusinessTime.now(in: casework.pool)) == 0)
      #expect(try await spent(casework, at: march) == 0)
    }
  }

  private func spent(_ casework: CaseworkDatabase, at moment: Date) async throws -> Int64? {
    try await GoodwillMonths.read([casework.policy], at: moment, in: casework.pool)[casework.policy]?
      .minorUnits
  }

  @Test func aKilledProgramLeavesAllOfItOrNothing() async throws {
    try await withRefund { casework, _, _ in
      let code = VoucherCode(typed: try await casework.text("select code from casework.voucher")!)!
      // The connection goes before the commit: the code, the ledger and the case are as they were.
      _ = try await casework.rows(
        "create function die() returns trigger language plpgsql as 'begin raise exception ''killed''; end'")
      _ = try await casework.rows(
        "create trigger die before insert on casework.notification for each row execute function die()")
      await #expect(throws: PostgresError.self) {
        try await desk(casework).reverse(.code(code), because: .withdrawn, by: "Ewa Maj")
      }
      #expect(try await casework.number("select count(*) from casework.ledger_entry") == 3)
      #expect(
        try await casework.number("select count(*) from casework.voucher where withdrawn_at is null") == 1)
      _ = try await casework.rows("drop trigger die on casework.notification")
      // Begun anew, it is done once.
      try await desk(casework).reverse(.code(code), because: .withdrawn, by: "Ewa Maj")
      #expect(try await casework.number("select count(*) from casework.ledger_entry") == 4)
    }
  }
}
