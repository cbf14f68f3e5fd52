import Foundation
import Monitoring
import TestSupport
import Testing

@Suite struct AttentionTests {
  @Test func whatWaitsForSomebodyIsCounted() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(3)
      try await desk.write(
        """
        insert into casework.notification (case_id, kind, sequence, channel, locale, created_at, sent_at)
        values (1, 'acknowledgement', 1, 'email', 'pl', now() - interval '2 hours', null),
          (2, 'acknowledgement', 1, 'email', 'pl', now(), null), (3, 'acknowledgement', 1, 'email', 'pl', now(), now()),
          (3, 'decision', 1, 'email', 'pl', now() + interval '1 day', null) -- of a complaint that is replayed before its time
        """,
        """
        insert into casework.notification (case_id, kind, sequence, channel, locale, created_at, handed_at, sent_by)
        values (3, 'survey', 1, 'phone', 'pl', now(), now(), 'hand')
        """,
        "insert into casework.decision values (1, 1, 0, 'accepted', 'statutory', null, '[]', 'rules', now())",
        """
        insert into casework.ledger_entry (case_id, decision_version, line, budget, remedy, instrument, means,
          amount_minor, currency, idempotency_key, intended_at)
        select 1, 1, line, 'refund', 'refund_full', 'original_means', 'card', 100, 'PLN', 'key-' || line, now() from generate_series(1, 3) as line
        """,
        // The second was unknown and is known since: only the newest step counts.
        """
        insert into casework.ledger_progress (entry_id, step, status, occurred_at)
        values (1, 1, 'executing', now()), (1, 2, 'unknown', now()), (2, 1, 'unknown', now()), (2, 2, 'done', now()),
          (3, 1, 'done', now())
        """,
        """
        insert into casework.payout (idempotency_key, case_id, means, amount_minor, currency, instructed_at)
        values ('key-3', 1, 'card', 100, 'PLN', now())
        """,
        // One in time, one not, one without a term, one done.
        """
        insert into casework.task (case_id, decision_version, kind, opened_at, due_at, done_at, ended_by)
        values (1, 1, 'repair', now(), now() + interval '1 day', null, null),
          (1, 1, 'gift', now(), now() - interval '1 day', null, null), (1, 1, 'await_return', now(), null, null, null),
          (1, 1, 'carrier_claim', now(), now() - interval '1 day', now(), 'person:Ewa')
        """,
        """
        insert into casework.manual_review (case_id, reason, opened_at, closed_at)
        values (1, 'high_value', now() - interval '3 days', null), (2, 'high_value', now(), now())
        """,
        """
        insert into job_queue.later (due, job, band, attempt, queue, kind)
        values (now() + interval '1 minute', 1, 1, 3, 'verify', 'verify'), (now() + interval '1 minute', 2, 1, 1, 'verify', 'verify')
        """)
      let status = try await desk.monitor.status()
      let attention = status.attention
      #expect(attention.unsentMessages == 2)
      let oldest = try #require(attention.oldestUnsentAt)
      #expect(abs(status.moment.businessTime.timeIntervalSince(oldest) - 7200) < 60)
      #expect(attention.handedMessages == 1)
      #expect(attention.oldestHandedAt != nil)
      #expect(attention.unknownPayments == 1)
      #expect(attention.unexportedPayouts == 1)
      #expect(attention.openTasks == 3)
      #expect(attention.overdueTasks == 1)
      #expect(attention.manualReviews == 1)
      #expect(attention.oldestReviewAt != nil)
      #expect(attention.waitingRetries == 1)
    }
  }

  @Test func failuresOfTheLastHourAreToldByKindTheLatestFirst() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        """
        insert into job_queue.failure (job, attempt, seq, failed_at, kind, error)
        values (1, 1, 1, now() - interval '2 hours', 'verify', 'too long ago'),
          (2, 1, 2, now() - interval '20 minutes', 'notify', 'first'), (2, 2, 3, now() - interval '10 minutes', 'notify', 'second'),
          (3, 1, 4, now() - interval '5 minutes', 'verify', 'lost its way')
        """)
      let failures = try await desk.monitor.status().failures
      #expect(failures.map(\.kind) == ["verify", "notify"])
      #expect(failures.map(\.failures) == [1, 2])
      #expect(failures.map(\.lastError) == ["lost its way", "second"])
    }
  }

  @Test func deadLettersAreListedNewestFirst() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        """
        insert into job_queue.dead_letter (job, died_at, enqueued_at, band, attempt, queue, kind, arguments, reason)
        select job, now() - job * interval '1 minute', now(), 1, 10, 'verify', 'verify', jsonb_build_object('case', job), 'r' || job
        from generate_series(1, 4) as job
        """)
      try await desk.write(
        """
        insert into job_queue.failure (job, attempt, seq, kind, error)
        values (1, 1, 1, 'verify', 'away'), (1, 2, 90, 'verify', 'away'), (1, 3, 95, 'verify', 'r1'), (9, 1, 9, 'verify', 'x')
        """)
      let letters = try await desk.monitor.deadLetters(limit: 3)
      #expect(letters.map(\.job) == [1, 2, 3])
      #expect(letters[0].reason == "r1")
      #expect(letters[0].failures.map(\.error) == ["away", "away", "r1"])
      #expect(letters[0].failures.map(\.attempt) == [1, 2, 3])
      #expect(letters[1].failures.isEmpty)
      #expect(letters[0].arguments == #"{"case": 1}"#)
    }
  }
}
