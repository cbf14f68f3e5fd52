import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

@Suite struct NotifyHandlerTests {
  private static let day = CivilDate("2026-03-16")!

  @Test func anAcknowledgementIsMailedMarkedAndStopsItsClock() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .acknowledged)
        try await casework.startClocks(caseID, .received)
        let job = try await casework.owe(caseID, .acknowledgement, NotificationFacts(answerBy: Self.day))
        #expect(try await run(casework.notifying(outbox), [job], in: casework.pool) == [.done])

        #expect(outbox.mails == ["notification-\(job.notification).eml"])
        let mail = try outbox.mail(outbox.mails[0])
        #expect(mail.contains("\r\nTo: =?UTF-8?B?RXdhIMW7YWs=?= <ewa@example.com>\r\n"))
        #expect(mail.contains("Auto-Submitted: auto-replied"))
        let row = try await casework.rows("select * from casework.notification")[0]
        #expect(try row.decode(String.self, "sent_by") == "mail")
        #expect(try row.decode(String.self, "locale_used") == "pl")
        #expect(try row.decode(String.self, "message_id").contains("notification-\(job.notification)@"))
        #expect(
          try await casework.texts("select stopped_by from casework.clock where kind = 'acknowledge'")
            == ["acknowledged"])
        // S39: runs anew with every message; one was stopped, one runs.
        #expect(
          try await casework.number("select count(*) from casework.clock where kind = 'periodic_update'") == 2
        )
        #expect(
          try await casework.number(
            "select count(*) from casework.clock where kind = 'periodic_update' and stopped_at is null") == 1)
        #expect(
          try await casework.number(
            "select count(*) from casework.clock where kind = 'answer' and stopped_at is null") == 1)
        #expect(try await casework.history(of: caseID) == ["notification_sent"])
      }
    }
  }

  @Test func aWorkerThatDiesAfterSendingSendsNothingTwice() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .acknowledged)
        let job = try await casework.owe(caseID, .acknowledgement, NotificationFacts(answerBy: Self.day))
        let handler = try casework.notifying(outbox)
        _ = try await handler.prepare([testJob(job)])
        let sent = try outbox.mail("notification-\(job.notification).eml")
        #expect(
          try await casework.number("select count(*) from casework.notification where sent_at is null") == 1)

        #expect(try await run(handler, [job, job], in: casework.pool) == [.done, .done])
        try await run(handler, [job], in: casework.pool)
        #expect(outbox.mails.count == 1)
        #expect(try outbox.mail(outbox.mails[0]) == sent)
        #expect(try await casework.history(of: caseID) == ["notification_sent"])
      }
    }
  }

  @Test func eightWorkersSendOneMail() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .acknowledged)
        let job = try await casework.owe(caseID, .acknowledgement, NotificationFacts(answerBy: Self.day))
        let handler = try casework.notifying(outbox)
        try await withThrowingTaskGroup { group in
          for _ in 1...8 { group.addTask { _ = try await run(handler, [job], in: casework.pool) } }
          try await group.waitForAll()
        }
        #expect(outbox.mails.count == 1)
        #expect(try await casework.history(of: caseID) == ["notification_sent"])
      }
    }
  }

  @Test func whoCannotBeMailedIsHandedToAPerson() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let byPhone = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .acknowledged, channel: .phone)
        let withoutAddress = try await casework.addCase(
          order: casework.addOrder([("card", 100)], email: nil), state: .acknowledged)
        let withNonsense = try await casework.addCase(
          order: casework.addOrder([("card", 100)], email: "x@y\r\nBcc: all@example.com"),
          state: .acknowledged)
        var jobs: [NotifyJob] = []
        for caseID in [byPhone, withoutAddress, withNonsense] {
          jobs.append(try await casework.owe(caseID, .acknowledgement, NotificationFacts(answerBy: Self.day)))
        }
        try await run(casework.notifying(outbox), jobs, in: casework.pool)
        #expect(outbox.mails.isEmpty)
        #expect(outbox.handovers(.phone) == ["notification-\(jobs[0].notification).txt"])
        #expect(outbox.handovers(.email) == jobs[1...].map { "notification-\($0.notification).txt" })
        let note = try outbox.handover(.email, outbox.handovers(.email)[1])
        #expect(
          note.contains("\nMail: x@y  Bcc: all@example.com\n")
            || note.contains("\nMail: x@y Bcc: all@example.com\n"))
        #expect(note.hasPrefix("By: email\nTo: Ewa Żak\n"))
        #expect(try await casework.texts("select distinct sent_by from casework.notification") == ["hand"])
        #expect(
          try await casework.number(
            "select count(*) from casework.notification where handed_at is not null and sent_at is null") == 3
        )
        // A note in a folder is no message yet: it is handed over once, and nothing stops.
        try await run(casework.notifying(outbox), jobs, in: casework.pool)
        #expect(try await casework.history(of: byPhone) == ["notification_handed"])
      }
    }
  }

  @Test func nobodyWritesToAnErasedCustomer() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .acknowledged)
        let job = try await casework.owe(caseID, .acknowledgement, NotificationFacts(answerBy: Self.day))
        _ = try await casework.rows(
          "update casework.customer set name = null, email = null, erased_at = now()")
        #expect(try await run(casework.notifying(outbox), [job], in: casework.pool) == [.done])
        #expect(outbox.mails.isEmpty && outbox.handovers(.email).isEmpty)
        #expect(try await casework.history(of: caseID) == ["notification_suppressed"])
        #expect(
          try await casework.number(
            "select count(*) from casework.notification where suppressed_at is not null and sent_at is null")
            == 1)
      }
    }
  }

  @Test func anotherLanguageIsAnsweredInThePolicysAndThatIsRecorded() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .acknowledged, locale: "uk-UA")
        let job = try await casework.owe(caseID, .acknowledgement, NotificationFacts(answerBy: Self.day))
        try await run(casework.notifying(outbox), [job], in: casework.pool)
        #expect(try await casework.texts("select locale_used from casework.notification") == ["pl"])
        #expect(
          try await casework.texts("select details ->> 'fallback' from casework.case_event") == ["true"])
      }
    }
  }

  @Test func aNotificationThatSaysNothingIsBuriedAndTold() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .awaitingChoice)
        let good = try await casework.owe(caseID, .acknowledgement, NotificationFacts(answerBy: Self.day))
        let bad = try await casework.owe(caseID, .optionOffer)
        let ends = try await run(casework.notifying(outbox), [good, bad], in: casework.pool)
        #expect(ends == [.done, .dead(reason: "a notification option_offer without its decision")])
        #expect(try await casework.history(of: caseID) == ["notification_sent", "notification_failed"])
      }
    }
  }

  @Test func aMessageWaitsForAnEarlierOneOfItsCaseButNotForEver() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .manualReview)
        let first = try await casework.owe(caseID, .acknowledgement, NotificationFacts(answerBy: Self.day))
        let second = try await casework.owe(caseID, .statusUpdate)
        let handler = try casework.notifying(outbox)
        // Another worker has the first.
        #expect(try await run(handler, [second], in: casework.pool) == [.snooze(.milliseconds(200))])
        #expect(outbox.mails.isEmpty)
        #expect(try await run(handler, [second, first], in: casework.pool) == [.done, .done])
        #expect(outbox.mails.count == 2)

        // When the cap on news allows two more.
        try await casework.advance(days: 2)
        _ = try await casework.owe(caseID, .statusUpdate)
        let last = try await casework.owe(caseID, .statusUpdate)
        #expect(try await run(handler, [last], in: casework.pool) == [.snooze(.milliseconds(200))])
        #expect(try await run(handler, [last], secondsAgo: 61, in: casework.pool) == [.done])
      }
    }
  }
}
