import Complaints
import Foundation
import LibPQ
import Monitoring
import TestSupport
import Testing

/// The story of a case, and what is not in it.
@Suite struct CaseStoryTests {
  /// Case 1, in whose life everything happened once. Wherever somebody wrote something, it is the word "SECRET".
  private func eventful(_ desk: Desk) async throws {
    try await desk.openCases(1, state: "compensating")
    try await desk.write(
      "update casework.customer set name = 'SECRET', email = 'SECRET@example.org'",
      "update casework.case_record set order_reference = 'SECRET', escalation_level = 1",
      "insert into casework.case_text (case_id, subject, body, happened, tried, iban) values (1, 'SECRET', 'SECRET', 'SECRET', 'SECRET', 'SECRET')",
      """
      insert into casework.case_event (case_id, kind, actor, occurred_at, details) values
        (1, 'received', 'customer', now() - interval '9 days', '{"channel": "email", "kind": "late_delivery"}'),
        (1, 'note_added', 'person:Ewa Maj', now() - interval '7 days', '{"note": 1, "channel": "phone"}'),
        (1, 'assigned', 'person:Ewa Maj', now() - interval '6 days', '{"person": "Jan Lis", "by_rule": false}'),
        (1, 'state_changed', 'rules', now() - interval '4 days', '{"from": "accepted", "to": "compensating", "cause": "handling", "version": 4}')
      """,
      "insert into casework.case_note (case_id, author, body, written_at, channel, held_at) values (1, 'Ewa Maj', 'SECRET', now(), 'phone', now())",
      "insert into casework.decision values (1, 1, 0, 'accepted', 'statutory', null, '[]', 'rules', now() - interval '5 days')",
      """
      insert into casework.remedy_option (case_id, decision_version, position, remedy, basis, amount_minor, currency, valid_until,
        needs_return, is_default, formula)
      values (1, 1, 1, 'refund_full', 'statutory', 11980, 'PLN', now() + interval '9 days', true, true, 'paid')
      """,
      """
      insert into casework.ledger_entry (case_id, decision_version, line, budget, remedy, instrument, means, amount_minor, currency,
        idempotency_key, intended_at)
      values (1, 1, 1, 'refund', 'refund_full', 'original_means', 'card', 11980, 'PLN', 'key', now() - interval '4 days')
      """,
      "insert into casework.ledger_progress (entry_id, step, status, occurred_at) values (1, 1, 'unknown', now() - interval '3 days')",
      """
      insert into casework.notification (case_id, kind, sequence, channel, locale, created_at, sent_at)
      values (1, 'acknowledgement', 1, 'email', 'pl', now() - interval '8 days', now())
      """,
      "insert into casework.case_statement (case_id, author, body, written_at) values (1, 'Ewa Maj', 'SECRET', now())",
      """
      insert into casework.attachment (case_id, number, name, type, size_bytes, digest, evidence, added_by, added_at)
      values (1, 1, 'SECRET.jpg', 'jpeg', 10, sha256('x'), '{photos}', 'customer', now())
      """,
      "insert into casework.mediation (case_id, number, mediator, dispute, opened_by, opened_at) values (1, 1, 'SECRET', 'SECRET', 'Ewa Maj', now())",
      "insert into casework.mediation_proposal (case_id, mediation, number, proposed_by, body, recorded_by, proposed_at) values (1, 1, 1, 'customer', 'SECRET', 'Ewa Maj', now())"
    )
    try await desk.startClock("answer", of: 1, percent: 40)
    try await desk.startClock("acknowledge", of: 1, percent: 60, stopped: true, breached: true)
    try await desk.write(
      """
      insert into casework.clock (case_id, kind, started_at, due_at, on_breach)
      values (1, 'promised_update', now() - interval '2 days', now() - interval '1 day', 'nothing')
      """,
      """
      insert into casework.commitment (case_id, number, what, owner, made_at, promised_for, cycle, broken_at)
      values (1, 1, 'answer', 'Ewa Maj', now() - interval '2 days', now() - interval '1 day', 1, now() - interval '1 day')
      """)
  }

  @Test func everythingThatHappenedIsToldTheNewestLast() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await eventful(desk)
      let story = try await desk.monitor.story(of: "r0000001")
      let kinds = story.facts.map(\.kind)
      #expect(
        kinds == [
          "received", "message_written", "note_added", "assigned", "clock_started", "option_listed",
          "state_changed", "clock_started", "payment_unknown", "clock_started", "promise_broken",
          "clock_stopped",
        ])
      #expect(zip(story.facts, story.facts.dropFirst()).allSatisfy { $0.at <= $1.at })
      let details = Dictionary(story.facts.map { ($0.kind, $0.details) }) { $1 }
      let amount = FactValue.money(Money(minorUnits: 11_980, currency: try pln()))
      #expect(details["payment_unknown"]?["amount"] == amount)
      #expect(details["option_listed"]?["amount"] == amount)
      #expect(details["option_listed"]?["needs_return"] == .flag(true))
      #expect(details["message_written"]?["message"] == .text("acknowledgement"))
      #expect(details["clock_stopped"]?["late"] == .flag(true))
      #expect(details["promise_broken"]?["owner"] == .text("Ewa Maj"))
      #expect(story.facts.first(where: { $0.kind == "note_added" })?.actor == "person:Ewa Maj")
      #expect(!story.earlierFactsAreLeftOut)
      #expect(story.head.reference == "R0000001" && story.head.responsible == "Anna Nowak")
      #expect(story.head.state == "compensating" && story.head.escalationLevel == 1)
      // What is over is next, until it is done.
      #expect(story.head.nextDue?.clock == "promised_update")
      #expect(story.standstill.waitsFor == .payment)
    }
  }

  private func pln() throws -> Currency { try #require(Currency(code: "PLN")) }

  @Test func noWordThatAnybodyWroteAndNothingOfTheCustomerIsTold() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await eventful(desk)
      let story = try DomainJSON.readable(try await desk.monitor.story(of: "R0000001"))
      #expect(story.contains("R0000001"))
      #expect(!story.contains("SECRET"))
      #expect(
        !(try DomainJSON.readable(try await desk.monitor.standstill(of: "R0000001"))).contains("SECRET"))
    }
  }

  @Test func aLongStoryIsCutAtItsBeginning() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await eventful(desk)
      let whole = try await desk.monitor.story(of: "R0000001").facts
      let part = try await desk.monitor.story(of: "R0000001", limit: 3)
      #expect(part.earlierFactsAreLeftOut)
      #expect(part.facts == Array(whole.suffix(3)))
      let exactly = try await desk.monitor.story(of: "R0000001", limit: whole.count)
      #expect(!exactly.earlierFactsAreLeftOut)
    }
  }

  @Test func anUnknownCaseOrJobIsSaidToBe() async throws {
    try await withDatabase(.casework) { database in
      let monitor = try await Desk(database).monitor
      await #expect(throws: Unknown.caseReference("R0000009")) { try await monitor.story(of: "R0000009") }
      await #expect(throws: Unknown.caseReference("SEVEN")) { try await monitor.standstill(of: "seven") }
      await #expect(throws: Unknown.job(9)) { try await monitor.standstill(of: 9) }
    }
  }

  /// Nothing names the job of a case: it is found by the transaction that left it.
  @Test func aCaseFindsItsJob() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(3, state: "received")
      for number in 1...3 {
        try await desk.write(
          """
          with received as (
            insert into casework.case_event (case_id, kind, actor, occurred_at) values (\(number), 'received', 'customer', now())
          )
          select job_queue.enqueue('verify', 'verify', '{"case": \(number)}'),
            job_queue.enqueue('verify', 'verify', '{"case": 99}')
          """)
      }
      let waiting = try await desk.monitor.standstill(of: "R0000002")
      #expect(waiting.standstill.sentence.hasPrefix("Its next step, verify, is job 3: no worker"))
      #expect(waiting.standstill.waitsFor == .worker && waiting.standstill.isAlarming)
      #expect(waiting.job == nil)
      try await desk.write("select job_queue.pause('verify', 'the rules are looked at')")
      #expect(try await desk.monitor.standstill(of: 3).standstill.waitsFor == .pause)
      #expect(try await desk.monitor.standstill(of: "R0000002").standstill.waitsFor == .pause)
      try await desk.write("select job_queue.resume('verify')")

      // Long after: the entry is gone, and a letter is left.
      try await desk.write(
        "delete from job_queue.entry",
        """
        insert into job_queue.dead_letter (job, enqueued_at, band, attempt, queue, kind, arguments, reason)
        values (3, now(), 1, 10, 'verify', 'verify', '{"case": 2}', 'no paper')
        """,
        """
        insert into job_queue.later (due, job, band, attempt, queue, kind, arguments)
        values (now() + interval '1 hour', 5, 1, 4, 'verify', 'verify', '{"case": 3}')
        """)
      let dead = try await desk.monitor.standstill(of: "R0000002").standstill
      #expect(dead.waitsFor == .revival && dead.sentence.contains("no paper"))
      let retried = try await desk.monitor.standstill(of: "R0000003").standstill
      #expect(
        retried.waitsFor == .retry
          && retried.sentence.hasPrefix("Its next step, verify, is job 5: it is not due"))
      // The first case's is gone without a trace.
      #expect(
        try await desk.monitor.standstill(of: "R0000001").standstill.sentence
          == "Its next step, verify, is still to be done: no worker that is alive works on queue verify.")
    }
  }

  @Test func aMessageFindsItsJob() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(1, state: "closed")
      try await desk.write(
        """
        insert into casework.notification (case_id, kind, sequence, channel, locale, created_at)
        values (1, 'survey', 1, 'email', 'pl', now())
        """,
        """
        with closed as (
          insert into casework.case_event (case_id, kind, actor, occurred_at) values (1, 'state_changed', 'rules', now())
        )
        select job_queue.enqueue('notify', 'notify', '{"notification": 1}')
        """)
      let report = try await desk.monitor.standstill(of: "R0000001")
      #expect(report.standstill.sentence.hasPrefix("Its next step, notify, is job 1"))
      #expect(try await desk.monitor.standstill(of: 1).reference == "R0000001")
    }
  }
}
