import LibPQ
import Testing

@testable import Casework

/// A complaint of a replayed file, whose receipt lies ahead of business time: imported on Monday, 2 March at noon,
/// received on Friday, 13 March.
@Suite struct ReplayedComplaintTests {
  private static let ahead = ["submitted_at": "2026-03-13 09:00:00", "received_at": "2026-03-13 09:30:00"]

  private func messages(_ shop: Shop) async throws -> [String] {
    try await shop.texts(
      "select kind from casework.notification where sent_at is not null order by sent_at, notification_id")
  }

  @Test func nothingIsSentBeforeItsTimeAndThenTheAcknowledgementFirst() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(Files.complaints(Self.ahead))
        for _ in 1...2 {
          try await shop.work(outbox)
          #expect(outbox.mails.isEmpty)
          #expect(try await shop.state() == "received")
          #expect(try await messages(shop) == [])
          try await shop.advance("5 days")
        }
        try await shop.advance("1 day")
        try await shop.work(outbox)
        #expect(try await shop.state() == "awaiting_choice")
        #expect(
          try await shop.texts("select kind from casework.notification order by notification_id")
            == ["(acknowledgement)", "(option_offer)"])
        #expect(try await messages(shop) == ["(acknowledgement)", "(option_offer)"])
        #expect(outbox.mails.count == 2)
        // Dated to the receipt, in time, and no update in between.
        #expect(
          try await shop.texts(
            "select created_at at time zone 'Europe/Warsaw' from casework.notification where kind = 'acknowledgement'"
          ) == [#"("2026-03-13 09:30:00")"#])
        #expect(
          try await shop.number("select count(*) from casework.clock where stopped_at < started_at") == 0)
        #expect(
          try await shop.number("select count(*) from casework.clock where breached_at is not null") == 0)
      }
    }
  }

  @Test func bothJobsWaitForTheReceiptTheAcknowledgementFirst() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints(Self.ahead))
      #expect(try await shop.number("select count(*) from job_queue.entry") == 0)
      #expect(
        try await shop.texts(
          """
          select kind, timeline, due at time zone 'Europe/Warsaw' from job_queue.later
          where kind in ('notify', 'verify') order by due, job
          """) == [
            #"(notify,business,"2026-03-13 09:30:00")"#, #"(verify,business,"2026-03-13 09:30:00")"#,
          ])
    }
  }

  @Test func itsHistoryBeginsWithItsReceipt() async throws {
    try await withShop { shop in
      try await shop.importComplaints(
        Files.complaints([:], Self.ahead.merging(["reference": "S-2"]) { $1 }))
      #expect(
        try await shop.texts(
          """
          select kind, occurred_at at time zone 'Europe/Warsaw' from casework.case_event
          where case_id = (select max(case_id) from casework.case_record) order by event_id
          """) == [
            #"(received,"2026-03-13 09:30:00")"#, #"(repeat_complaint,"2026-03-13 09:30:00")"#,
            #"(escalated,"2026-03-13 09:30:00")"#,
          ])
    }
  }
}
