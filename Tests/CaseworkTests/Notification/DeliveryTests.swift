import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// S36: an answer that came back is none; one that a person is to pass on is none before that person has.
@Suite struct DeliveryTests {
  private static let refusal = NotificationFacts(decision: 1)

  /// A refused case whose refusal has been mailed.
  private func withRefused(
    source: String? = nil, channel: Channel = .email,
    _ body: (CaseworkDatabase, TestOutbox, Int64, NotifyJob) async throws -> Void
  ) async throws {
    try await withCasework(source: source) { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .rejected, channel: channel)
        try await casework.startClocks(caseID, .received)
        try await casework.advance(days: 2)
        _ = try await casework.rows(
          """
          insert into casework.decision (case_id, version, round, outcome, ground, decided_by, decided_at)
          values ($1, 1, 0, 'rejected', 'misuse', 'person:anna', casework.business_now())
          """, caseID)
        let job = try await casework.owe(caseID, .decisionRejected, Self.refusal)
        #expect(try await run(casework.notifying(outbox), [job], in: casework.pool) == [.done])
        try await body(casework, outbox, caseID, job)
      }
    }
  }

  /// What the mail server's filter does, and the worker after it.
  private func report(
    _ mail: NotifyJob, _ bounced: BounceReason?, _ casework: CaseworkDatabase
  ) async throws {
    try await run(
      DeliveryHandler(), [DeliveryJob(notification: mail.notification, bounced: bounced)], in: casework.pool)
  }

  private func look(_ kind: ClockKind, _ caseID: Int64, cycle: Int, _ casework: CaseworkDatabase)
    async throws
  {
    try await run(
      ClockHandler(), [ClockJob(caseID: caseID, clock: kind.rawValue, cycle: cycle)], in: casework.pool)
  }

  private func clocks(_ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts(
      "select kind || ' ' || cycle from casework.clock where stopped_at is null order by kind, cycle")
  }

  @Test func anAnswerThatCameBackIsOwedAgainAndItsClockGoesOn() async throws {
    try await withRefused { casework, outbox, caseID, mail in
      #expect(try await clocks(casework) == ["acknowledge 1", "periodic_update 1"])
      try await casework.advance(days: 3)
      try await report(mail, .unknownAddress, casework)
      #expect(
        try await casework.number(
          """
          select count(*) from casework.clock as first
          join casework.clock as next on next.kind = 'answer' and next.cycle = 2
          where first.kind = 'answer' and first.cycle = 1
            and (first.started_at, first.due_at) = (next.started_at, next.due_at) and next.stopped_at is null
          """) == 1)
      #expect(!(try await clocks(casework)).contains("internal_target 2"), "the shop met its own target")
      #expect(try await casework.number("select escalation_level from casework.case_record") == 1)
      #expect(
        try await casework.texts(
          "select bounce_reason from casework.notification where bounced_at is not null")
          == ["unknown_address"])

      // The second time by a person, and it says the same.
      let again = NotifyJob(
        notification: try await casework.rows(
          "select notification_id from casework.notification where sequence = 2 and facts ->> 'decision' = '1'"
        )[0]
        .decode(Int64.self, at: 0))
      try await run(casework.notifying(outbox), [again], in: casework.pool)
      #expect(outbox.handovers(.email) == ["notification-\(again.notification).txt"])
      #expect(try await clocks(casework).contains("answer 2"), "nobody has told the customer yet")
      try await MessageDesk(pool: casework.pool).told(again.notification, by: "Jan Kowal")
      #expect(try await !clocks(casework).contains("answer 2"))
      #expect(
        try await casework.texts(
          "select actor from casework.case_event where kind = 'notification_sent' and actor <> 'rules'")
          == ["person:Jan Kowal"])
      #expect(
        try await casework.number("select count(*) from casework.clock where breached_at is not null") == 0)
    }
  }

  @Test func theSameNewsTwiceChangesNothing() async throws {
    try await withRefused { casework, _, caseID, mail in
      for _ in 1...3 { try await report(mail, .mailboxFull, casework) }
      try await report(mail, nil, casework)
      #expect(
        try await casework.number("select count(*) from casework.clock where kind = 'answer'") == 2)
      #expect(try await casework.number("select escalation_level from casework.case_record") == 1)
      #expect(try await casework.number("select count(*) from casework.notification") == 2)
      #expect(
        try await casework.history(of: caseID) == ["notification_sent", "notification_bounced", "escalated"])
    }
  }

  /// Days later, when the time for the answer is over: it is a breach, and dated to the end.
  @Test func anAnswerThatCameBackTooLateIsABreachAtOnce() async throws {
    try await withRefused { casework, _, caseID, mail in
      try await casework.advance(days: 20)
      _ = try await casework.rows("delete from job_queue.later")
      try await report(mail, .expired, casework)
      try await look(.answer, caseID, cycle: 2, casework)
      #expect(
        try await casework.number(
          "select count(*) from casework.clock where kind = 'answer' and cycle = 2 and breached_at = due_at")
          == 1)
      #expect(
        try await casework.number("select count(*) from casework.decision") == 1,
        "it was decided: silence accepts nothing")
    }
  }

  @Test func whatWasToldOfTheClockIsNotToldAgain() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .rejected)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 8)
      try await look(.answer, caseID, cycle: 1, casework)
      _ = try await casework.rows(
        """
        insert into casework.notification (case_id, kind, sequence, channel, locale, created_at, sent_at, sent_by, message_id)
        values ($1, 'decision_rejected', 1, 'email', 'pl', casework.business_now(), casework.business_now(), 'mail', '<a@b>')
        """, caseID)
      try await casework.pool.withTransaction { transaction in
        try await ClockRows.stop(ClockStop.stopped(by: .answered, caseID: caseID), in: transaction)
      }
      try await report(NotifyJob(notification: 1), .refused, casework)
      try await look(.answer, caseID, cycle: 2, casework)
      #expect(
        try await casework.number(
          "select count(*) from casework.case_event where kind = 'clock_at_risk' and details ->> 'clock' = 'answer'"
        ) == 1)
    }
  }

  /// The offer came through, and the message that it was carried out did not: the customer has been answered.
  @Test func whoHasAnotherAnswerIsAnswered() async throws {
    try await withRefused { casework, _, caseID, mail in
      _ = try await casework.rows(
        """
        insert into casework.notification (case_id, kind, sequence, channel, locale, created_at, sent_at, sent_by)
        values ($1, 'option_offer', 1, 'email', 'pl', casework.business_now(), casework.business_now(), 'mail')
        """, caseID)
      try await report(mail, .unknownAddress, casework)
      #expect(try await casework.number("select count(*) from casework.clock where kind = 'answer'") == 1)
      #expect(try await casework.number("select escalation_level from casework.case_record") == 0)
      #expect(
        try await casework.number(
          "select count(*) from casework.notification where kind = 'decision_rejected'") == 2)
      // When that one comes back as well, there is none.
      try await report(NotifyJob(notification: mail.notification + 1), .unknownAddress, casework)
      #expect(try await casework.number("select count(*) from casework.clock where kind = 'answer'") == 2)
    }
  }

  @Test func whereDeliveryIsTheAnswerSendingIsNone() async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "answered_when: dispatched", with: "answered_when: delivered")
    try await withRefused(source: source) { casework, _, caseID, mail in
      #expect(
        try await clocks(casework) == ["acknowledge 1", "answer 1", "periodic_update 1"],
        "the shop's own target is met when the answer leaves")
      try await report(mail, nil, casework)
      #expect(try await clocks(casework) == ["acknowledge 1", "periodic_update 1"])
      #expect(
        try await casework.history(of: caseID) == ["notification_sent", "notification_delivered"])
      // A server may take a mail and give it back.
      try await report(mail, .mailboxFull, casework)
      #expect(try await clocks(casework) == ["acknowledge 1", "answer 2", "periodic_update 1"])
    }
  }

  @Test func underTheUsualPolicyItsArrivalIsHistory() async throws {
    try await withRefused { casework, _, caseID, mail in
      let before = try await clocks(casework)
      try await report(mail, nil, casework)
      #expect(try await clocks(casework) == before)
      #expect(
        try await casework.number("select count(*) from casework.notification where delivered_at is not null")
          == 1)
    }
  }

  /// L1: an answer on paper or a durable medium is what the law's clock waits for, by `channels.durable` of the Polish policy.
  @Test(
    "an answer by telephone is confirmed in writing, and its clock goes on until then",
    arguments: [true, false])
  func durableMedium(hasMail: Bool) async throws {
    try await withRefused(channel: .phone) { casework, outbox, _, note in
      let desk = MessageDesk(pool: casework.pool)
      if !hasMail { _ = try await casework.rows("update casework.customer set email = null") }
      #expect(try await desk.handed(limit: 10).map(\.needsConfirmation) == [true])
      let way = try await desk.told(note.notification, by: "Jan")
      #expect(way == (hasMail ? .email : .letter))
      #expect(try await clocks(casework).contains("answer 1"))
      #expect(try await !clocks(casework).contains("internal_target 1"), "the shop has met its own target")
      #expect(
        try await casework.texts(
          "select channel || ' ' || (facts ->> 'decision') from casework.notification order by notification_id"
        )
          == ["phone 1", "\(way?.rawValue ?? "") 1"])

      let letter = NotifyJob(notification: note.notification + 1)
      try await run(casework.notifying(outbox), [letter], in: casework.pool)
      if !hasMail {
        #expect(try await clocks(casework).contains("answer 1"), "nobody has posted it yet")
        #expect(try await desk.handed(limit: 10).map(\.needsConfirmation) == [false])
        #expect(try await desk.told(letter.notification, by: "Jan") == nil)
      }
      #expect(try await !clocks(casework).contains("answer 1"))
      #expect(try await casework.number("select count(*) from casework.notification") == 2)
    }
  }

  @Test func whoTellsInAnotherWaySaysInWhich() async throws {
    try await withRefused(channel: .phone) { casework, _, _, note in
      let way = try await MessageDesk(pool: casework.pool).told(
        note.notification, over: .letter, by: "Jan")
      #expect(way == nil)
      #expect(try await !clocks(casework).contains("answer 1"))
      #expect(
        try await casework.texts(
          "select details ->> 'over' from casework.case_event where details ->> 'by' = 'hand'") == ["letter"])
    }
  }

  /// The answer was given in writing before: what is told now is news, and no answer that is owed.
  @Test func whatIsNotOwedIsNotConfirmed() async throws {
    try await withRefused(channel: .phone) { casework, _, caseID, note in
      try await casework.pool.withTransaction { transaction in
        try await ClockRows.stop(ClockStop.stopped(by: .answered, caseID: caseID), in: transaction)
      }
      #expect(try await MessageDesk(pool: casework.pool).told(note.notification, by: "Jan") == nil)
      #expect(try await casework.number("select count(*) from casework.notification") == 1)
    }
  }

  @Test func whatIsToBePassedOnIsListedAndToldOnce() async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "  durable: [email, web_form, letter]\n", with: "")
    try await withRefused(source: source, channel: .phone) { casework, _, _, note in
      let desk = MessageDesk(pool: casework.pool)
      #expect(try await clocks(casework).contains("answer 1"))
      #expect(try await desk.handed(limit: 10).map(\.number) == [note.notification])
      #expect(try await desk.handed(limit: 10).map(\.channel) == ["phone"])
      try await desk.told(note.notification, by: "Jan")
      #expect(try await !clocks(casework).contains("answer 1"))
      #expect(try await desk.handed(limit: 10).isEmpty)
      await #expect(throws: MessageRefusal.toldBefore(note.notification)) {
        try await desk.told(note.notification, by: "Jan")
      }
      await #expect(throws: MessageRefusal.notHanded(99)) { try await desk.told(99, by: "Jan") }
      await #expect(throws: CaseRefusal.nameMissing) { try await desk.told(note.notification, by: " ") }
      await #expect(throws: MessageRefusal.unknownMail("\(note.notification)")) {
        try await desk.bounced("\(note.notification)", because: .other)
      }
    }
  }

  /// Whoever reads the mail server's log knows the Message-ID, with its brackets or without.
  @Test func mailsAreReportedByMessageIDOrNumber() async throws {
    try await withRefused { casework, _, _, mail in
      _ = try await casework.rows("delete from job_queue.entry")
      let id = try #require(try await casework.text("select message_id from casework.notification"))
      #expect(id.hasPrefix("<") && id.hasSuffix(">"))
      let desk = MessageDesk(pool: casework.pool)
      try await desk.bounced(id, because: .expired)
      try await desk.bounced(String(id.dropFirst().dropLast()), because: .expired)
      try await desk.delivered("\(mail.notification)")
      await #expect(throws: MessageRefusal.unknownMail("<nobody@nowhere>")) {
        try await desk.delivered("<nobody@nowhere>")
      }
      await #expect(throws: MessageRefusal.unknownMail("")) { try await desk.delivered("") }
      await #expect(throws: PostgresError.self) {
        _ = try await casework.rows("select casework.report_bounce($1, 'boredom')", id)
      }
      #expect(
        try await casework.texts(
          "select arguments ->> 'bounced' from job_queue.entry where kind = 'delivery' and arguments ? 'bounced'"
        )
          == ["expired", "expired"])
      #expect(try await casework.number("select count(*) from job_queue.entry where kind = 'delivery'") == 3)
    }
  }
}
