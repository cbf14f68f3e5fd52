import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// L6: a remedy that the law owes, and that is carried out after its time, brings a penalty in an entry of its own; once it is done,
/// because only then it is known how late it was.
@Suite struct LateRemedyTests {
  /// An order of goods for 1000.00, paid with 1200.00, whose remedy was due at the end of a Moscow day so many days ago.
  private func add(
    _ remedy: Remedy, _ amount: Int64?, dueDaysAgo days: Int, basis: Basis = .statutory,
    on order: Int64? = nil, to casework: CaseworkDatabase
  ) async throws -> (job: CompensateJob, order: Int64) {
    let placed =
      if let order { order } else { try await casework.addOrder([("card", 120_000)], currency: "RUB") }
    _ = try await casework.rows(
      """
      insert into casework.order_item (order_id, line, sku, quantity, unit_price_minor) values ($1, 1, 'TEA', 1, 100000)
      on conflict do nothing
      """, placed)
    let caseID = try await casework.addCase(order: placed, state: .compensating, kind: .defect, locale: "ru")
    try await casework.addChoice(caseID, remedy, amount, basis: basis, currency: "RUB")
    // 2 March, 12:00 in Moscow, is now: the end of a day there.
    _ = try await casework.rows(
      """
      insert into casework.clock (case_id, kind, started_at, due_at, on_breach)
      select $1, 'remedy', due_at - interval '10 days', due_at, 'escalate'
      from (select timestamptz '2026-03-02 00:00+03' - make_interval(days => $2::int) as due_at) as clock
      """, caseID, days - 1)
    return (CompensateJob(caseID: caseID, decision: 1), placed)
  }

  private func finish(_ job: CompensateJob, _ casework: CaseworkDatabase) async throws {
    let handler = casework.compensating()
    for attempt in 1...4 {
      let dispositions = try await run(handler, [job], attempt: attempt, in: casework.pool)
      if dispositions != [.snooze(.zero)] { break }
    }
  }

  private func entries(_ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts(
      "select budget || ' ' || amount_minor || ' ' || status from casework.ledger order by entry_id")
  }

  @Test func aLateRefundBringsAPercentForEachDay() async throws {
    try await withCasework(policy: "ru") { casework in
      // Due through 26 February, in Moscow: four days late.
      let (job, _) = try await add(.refundFull, 120_000, dueDaysAgo: 4, to: casework)
      #expect(try await run(casework.compensating(), [job], in: casework.pool) == [.snooze(.zero)])
      #expect(try await entries(casework) == ["refund 120000 done"])
      #expect(try await casework.state(of: job.caseID) == "compensating")
      try await finish(job, casework)
      #expect(try await entries(casework) == ["refund 120000 done", "remedy_penalty 4000 done"])
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(
        try await casework.texts(
          "select means || ' ' || amount_minor from casework.payout order by payout_id")
          == ["card 120000", "transfer 4000"])
      #expect(
        try await casework.texts(
          "select facts ->> 'days_late' from casework.notification where kind = 'remedy_executed'") == ["4"])
      // Again, as after a crash: nothing more.
      try await finish(job, casework)
      #expect(try await casework.number("select count(*) from casework.ledger_entry") == 2)
    }
  }

  @Test func whatComesInTimeOrIsNotOwedByTheDayBringsNone() async throws {
    try await withCasework(policy: "ru") { casework in
      for (basis, days) in [(Basis.statutory, 0), (.contractual, 4), (.goodwill, 4)] {
        let (job, _) = try await add(.refundPartial, 10_000, dueDaysAgo: days, basis: basis, to: casework)
        try await finish(job, casework)
        #expect(try await casework.state(of: job.caseID) == "resolved")
      }
      #expect(try await casework.number("select count(*) from casework.ledger where budget <> 'refund'") == 0)
    }
  }

  @Test func goodsAreLateWhenTheyAreSent() async throws {
    try await withCasework(policy: "ru") { casework in
      let (job, _) = try await add(.replacement, nil, dueDaysAgo: 2, to: casework)
      try await finish(job, casework)
      #expect(try await entries(casework) == [])
      try await casework.advance(days: 3)
      try await casework.tasks.done(1, by: "Иван Петров")
      try await finish(job, casework)
      #expect(try await entries(casework) == ["remedy_penalty 5000 done"])
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }

  @Test func severalCasesOfAnOrderStayWithinItsPrice() async throws {
    try await withCasework(policy: "ru") { casework in
      let (first, order) = try await add(.refundPartial, 10_000, dueDaysAgo: 60, to: casework)
      try await finish(first, casework)
      let (second, _) = try await add(.refundPartial, 10_000, dueDaysAgo: 60, on: order, to: casework)
      try await finish(second, casework)
      let (third, _) = try await add(.refundPartial, 10_000, dueDaysAgo: 60, on: order, to: casework)
      try await finish(third, casework)
      #expect(
        try await casework.texts(
          "select amount_minor::text from casework.ledger where budget = 'remedy_penalty' order by entry_id")
          == ["60000", "40000"])
      #expect(
        try await casework.number("select count(*) from casework.case_record where state = 'resolved'") == 3)
    }
  }

  @Test func aWorkerThatDiesGivesItOnce() async throws {
    try await withCasework(policy: "ru") { casework in
      let (job, _) = try await add(.refundFull, 120_000, dueDaysAgo: 4, to: casework)
      let handler = casework.compensating()
      try await run(handler, [job], in: casework.pool)
      // Dead after the intent, and after the call.
      _ = try await handler.intend([job])
      _ = try await handler.prepare([testJob(job)])
      try await finish(job, casework)
      #expect(try await entries(casework) == ["refund 120000 done", "remedy_penalty 4000 done"])
      #expect(try await casework.number("select count(*) from casework.payout") == 2)
    }
  }
}
