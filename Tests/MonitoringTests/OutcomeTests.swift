import Foundation
import Monitoring
import TestSupport
import Testing

@Suite struct OutcomeTests {
  @Test func casesMoneyMessagesAndClocksAreSummedUp() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(3, state: "closed")  // 1 … 3
      try await desk.openCases(1, state: "manual_review")  // 4
      try await desk.write(
        """
        insert into casework.decision (case_id, version, round, outcome, basis, decided_by, decided_at)
        values (1, 1, 0, 'needs_information', null, 'rules', now()), (1, 2, 1, 'accepted', 'statutory', 'rules', now()),
          (2, 1, 0, 'accepted', 'statutory', 'rules', now()), (3, 1, 0, 'rejected', null, 'Anna Nowak', now())
        """,
        """
        insert into casework.ledger_entry (case_id, decision_version, line, budget, remedy, instrument, amount_minor,
          currency, idempotency_key, intended_at)
        values (1, 2, 1, 'refund', 'refund_full', 'original_means', 1000, 'PLN', 'a', now()),
          (2, 1, 1, 'refund', 'refund_full', 'original_means', 500, 'PLN', 'b', now()),
          (2, 1, 2, 'penalty', 'late_penalty', 'bank_transfer', 70, 'PLN', 'c', now()),
          (2, 1, 3, 'voucher', 'voucher', 'voucher', 300, 'EUR', 'd', now())
        """,
        """
        insert into casework.ledger_entry (case_id, decision_version, line, budget, remedy, instrument, amount_minor,
          currency, idempotency_key, intended_at, reverses)
        values (1, 2, 2, 'refund', 'refund_full', 'original_means', -400, 'PLN', 'e', now(), 1)
        """,
        """
        insert into casework.ledger_progress (entry_id, step, status, occurred_at)
        values (1, 1, 'done', now()), (3, 1, 'failed', now()), (4, 1, 'executing', now()), (4, 2, 'done', now()),
          (5, 1, 'done', now())
        """,
        """
        insert into casework.notification (case_id, kind, sequence, channel, locale, locale_used, created_at, sent_at)
        values (1, 'acknowledgement', 1, 'email', 'pt', 'en', now(), now()), (2, 'acknowledgement', 1, 'email', 'pl', null, now(), null)
        """,
        "insert into casework.manual_review (case_id, reason, opened_at) values (4, 'high_value', now())")
      try await desk.startClock("answer", of: 1, percent: 20, stopped: true)
      try await desk.startClock("answer", of: 2, percent: 120, stopped: true, breached: true)
      try await desk.startClock("answer", of: 4, percent: 20)

      let report = try await desk.monitor.outcome()
      // Only the newest decision of a case counts.
      let closed = report.cases.filter { $0.state == "closed" }
      #expect(closed.first { $0.outcome == "accepted" }?.cases == 2)
      #expect(closed.first { $0.outcome == "rejected" }?.cases == 1)
      #expect(report.cases.first { $0.state == "manual_review" }?.outcome == .some(nil))
      // The failed penalty is promised no more; 500 are not carried out yet; 400 came back, which nobody was given.
      #expect(report.money.map(\.remedy) == ["voucher", "refund_full"])
      #expect(report.money.map(\.promisedMinor) == [300, 1100])
      #expect(report.money.map(\.doneMinor) == [300, 600])
      #expect(report.money.map(\.entries) == [1, 2])
      #expect(report.messages.map(\.locale) == ["en", "pl"])
      #expect(report.messages.map(\.sent) == [1, 0])
      #expect(report.messages.map(\.unsent) == [0, 1])
      let clock = try #require(report.clocks.first)
      #expect((clock.met, clock.breached, clock.running) == (1, 1, 1))
      #expect(report.reviews.map(\.reference) == ["R0000004"])
    }
  }

  @Test func progressKnowsWhatIsAtRestAndWhatIsStillToCome() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(2, state: "closed")
      try await desk.openCases(1)
      let queues = ["verify", "clock"]
      let idle = try await desk.monitor.progress(queues: queues)
      #expect((idle.cases, idle.atRest, idle.isIdle) == (3, 2, true))
      #expect(idle.nextTimerAt == nil)
      try await desk.write(
        """
        select job_queue.enqueue(
          'clock', 'clock', p_run_at => casework.business_now() + interval '1 day', p_timeline => 'business')
        """)
      let waiting = try await desk.monitor.progress(queues: queues)
      #expect(waiting.isIdle)
      let due = try #require(waiting.nextTimerAt)
      #expect(abs(due.timeIntervalSince(waiting.businessTime) - 86_400) < 60)
      try await desk.write("select job_queue.enqueue('verify', 'verify')")
      #expect(try await !desk.monitor.progress(queues: queues).isIdle)
    }
  }
}
