import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

@Suite struct UnknownOutcomeTests {
  @Test(arguments: [ScriptedGateway.Behaviour.answersNothing, .hangs])
  func whatTheProviderDidIsFoundOutBeforeAnythingIsRepeated(_ behaviour: ScriptedGateway.Behaviour)
    async throws
  {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      let gateway = ScriptedGateway(casework.payouts, behaviour)
      let handler = casework.compensating(money: gateway, timeout: .milliseconds(200))

      let first = try await run(handler, [job], in: casework.pool)
      #expect(first == [.retry(reason: "the outcome of a payment is not known yet")])
      #expect(try await casework.texts("select status from casework.ledger") == ["unknown"])
      #expect(try await casework.state(of: job.caseID) == "compensating")

      await gateway.behave(.works)
      #expect(try await run(handler, [job], attempt: 2, in: casework.pool) == [.done])
      // Asked what became of it, with the same key, and not instructed again.
      #expect(await gateway.instructions.count == 1)
      #expect(await gateway.questions == gateway.instructions.map(\.key))
      #expect(try await casework.number("select count(*) from casework.payout") == 1)
      #expect(
        try await casework.texts("select status from casework.ledger_progress order by step")
          == ["executing", "unknown", "done"])
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }

  @Test func whatNeverArrivedIsInstructedWithTheSameKey() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      let gateway = ScriptedGateway(casework.payouts, .cannotBeReached)
      let handler = casework.compensating(money: gateway)
      try await run(handler, [job], in: casework.pool)
      await gateway.behave(.works)
      #expect(try await run(handler, [job], attempt: 2, in: casework.pool) == [.done])
      #expect(Set(await gateway.instructions.map(\.key)).count == 1)
      #expect(try await casework.number("select count(*) from casework.payout") == 1)
    }
  }

  @Test func whatStaysUnknownGoesToAPersonAndStillCountsAsGiven() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      let gateway = ScriptedGateway(casework.payouts, .cannotBeReached)
      let handler = casework.compensating(money: gateway)
      let last = handler.retryPolicy.attempts
      #expect(try await run(handler, [job], attempt: last, in: casework.pool) == [.done])
      #expect(try await casework.state(of: job.caseID) == "manual_review")
      #expect(try await casework.texts("select reason from casework.manual_review") == ["outcome_unknown"])

      // Whatever is decided next: the money may be gone, so there is none left to give.
      _ = try await casework.rows("update casework.case_record set state = 'compensating'")
      _ = try await casework.rows("update casework.manual_review set closed_at = now()")
      try await casework.addChoice(job.caseID, .refundFull, 5_000, version: 2)
      await gateway.behave(.works)
      try await run(handler, [CompensateJob(caseID: job.caseID, decision: 2)], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "manual_review")
      #expect(try await casework.number("select count(*) from casework.payout") == 0)
    }
  }

  /// Whatever a person decides meanwhile, it is asked about until it is known, and never given by that.
  @Test(arguments: [
    (ScriptedGateway.Behaviour.answersNothing, "done"), (.cannotBeReached, "failed"),
  ])
  func whatThePersonDidNotKnowIsKnownLater(
    _ behaviour: ScriptedGateway.Behaviour, _ outcome: String
  ) async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      let gateway = ScriptedGateway(casework.payouts, behaviour)
      let handler = casework.compensating(money: gateway)
      try await run(handler, [job], in: casework.pool)
      await gateway.behave(.cannotBeReached)
      try await run(handler, [job], attempt: handler.retryPolicy.attempts, in: casework.pool)
      let instructed = await gateway.instructions.count
      #expect(try await casework.number("select count(*) from job_queue.entry where kind = 'inquire'") == 1)

      let inquiry = InquiryJob(caseID: job.caseID, decision: job.decision)
      let inquiring = InquiryHandler(
        pool: casework.pool, desk: PaymentDesk(money: gateway, codes: casework.vouchers))
      #expect(try await run(inquiring, [inquiry], in: casework.pool) == [.snooze(InquiryHandler.pause)])
      _ = try await casework.rows("update casework.case_record set state = 'closed'")
      await gateway.behave(.works)
      #expect(try await run(inquiring, [inquiry], in: casework.pool) == [.done])
      #expect(try await casework.texts("select status from casework.ledger") == [outcome])
      #expect(await gateway.instructions.count == instructed)
      // Once, however often it is asked.
      #expect(try await run(inquiring, [inquiry], in: casework.pool) == [.done])
      #expect(
        try await casework.number(
          "select count(*) from casework.case_event where kind in ('remedy_executed', 'remedy_failed')") == 1)
    }
  }

  @Test func onePartDoneAndOneUnknownKeepsWhatIsKnown() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundFull, 8_000, paid: [("card", 5_000), ("voucher", 3_000)])
      let gateway = ScriptedGateway(casework.payouts, .cannotBeReached)
      let handler = casework.compensating(money: gateway)
      try await run(handler, [job], in: casework.pool)
      #expect(
        try await casework.texts("select status from casework.ledger order by entry_id") == [
          "unknown", "done",
        ])
      #expect(try await casework.state(of: job.caseID) == "compensating")
      await gateway.behave(.works)
      try await run(handler, [job], attempt: 2, in: casework.pool)
      #expect(try await casework.number("select count(*) from casework.voucher") == 1)
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }
}
