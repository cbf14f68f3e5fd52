import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// What the policy wants to be kept no longer is erased by itself, counted from the closing of a case.
@Suite struct RetentionHandlerTests {
  private static let policy = ShippedPolicies.source("pl")!
    .replacing(
      "customer_data: { amount: 6, unit: years }", with: "customer_data: { amount: 90, unit: calendar_days }"
    )
    .replacing("messages: { amount: 6, unit: years }", with: "messages: { amount: 60, unit: calendar_days }")
    .replacing(
      "attachments: { amount: 2, unit: years }", with: "attachments: { amount: 30, unit: calendar_days }"
    )
    .replacing(
      "payout_documents: { amount: 7, unit: years }",
      with: "payout_documents: { amount: 120, unit: calendar_days }")

  /// Taken back on Monday, 2 March 2026, with a file, a message that nobody passed on, and money in a file for the bank.
  private func withClosed(_ count: Int = 1, _ body: (Shop, TestOutbox) async throws -> Void) async throws {
    try await withShop(policy: Self.policy) { shop in
      try await withOutbox { outbox in
        let numbers = (1...count).map { "\($0)" }
        try await shop.importOrders(
          Files.orders(numbers.map { ["order_reference": "A-\($0)", "customer_reference": "C-\($0)"] }))
        try await shop.importComplaints(
          Files.complaints(
            numbers.map {
              [
                "reference": "S-\($0)", "order_reference": "A-\($0)", "customer_reference": "C-\($0)",
                "channel": "phone",
              ]
            }))
        try await shop.work(outbox)
        let desk = CaseDesk(pool: shop.pool)
        for caseID in 1...count {
          let reference = "R000000\(caseID)"
          _ = try await desk.attach(
            reference, Array("photo \(caseID)".utf8), named: AttachmentName("a.txt"), by: "Ewa",
            in: outbox.attachments)
          try await shop.run(
            """
            insert into casework.payout (idempotency_key, case_id, means, amount_minor, currency, instructed_at)
            values ('key-\(caseID)', \(caseID), 'transfer', 100, 'PLN', casework.business_now())
            """)
          try await desk.withdraw(reference)
        }
        // That it is over is told, too (S34).
        try await shop.work(outbox)
        _ = try await PayoutFile.open(
          for: Debtor(name: "Sklep", accounts: []), createdAt: BusinessTime.now(in: shop.pool),
          executionDate: CivilDate("2026-03-03")!, in: shop.pool)
        try await body(shop, outbox)
      }
    }
  }

  /// When all else is done: a case that somebody works on is left for the next night.
  private func night(_ shop: Shop, _ outbox: TestOutbox) async throws {
    try await shop.work(outbox)
    try await JobQueue.enqueue(RetentionJob(), in: shop.pool)
    try await shop.work(outbox)
  }

  /// What there still is, of everything that can go.
  private func kept(_ shop: Shop, _ outbox: TestOutbox) async throws -> [Int] {
    [
      try await shop.number("select count(*) from casework.attachment where erased_at is null"),
      FileManager.default.subpaths(atPath: outbox.path + "/files")?.count { $0.contains("/") } ?? 0,
      try await shop.number("select count(*) from casework.case_text"),
      FileManager.default.subpaths(atPath: outbox.path + "/mail/handover")?.count { $0.hasSuffix(".txt") }
        ?? 0,
      try await shop.number("select count(*) from casework.customer where name is not null"),
      try await shop.number("select count(*) from casework.payout_document"),
    ]
  }

  @Test func eachThingGoesWhenItsTermIsOver() async throws {
    try await withClosed { shop, outbox in
      let messages = try await kept(shop, outbox)[3]
      #expect(messages > 0)
      // 2 March and thirty days are 1 April, which is still a day of the term; the clock stands at noon.
      let nights: [(day: String, kept: [Int])] = [
        ("2026-04-01", [1, 1, 1, messages, 1, 1]), ("2026-04-02", [0, 0, 1, messages, 1, 1]),
        ("2026-05-01", [0, 0, 1, messages, 1, 1]), ("2026-05-02", [0, 0, 0, 0, 1, 1]),
        ("2026-05-31", [0, 0, 0, 0, 1, 1]), ("2026-06-01", [0, 0, 0, 0, 0, 1]),
        ("2026-06-30", [0, 0, 0, 0, 0, 1]), ("2026-07-01", [0, 0, 0, 0, 0, 0]),
      ]
      for (day, expected) in nights {
        try await shop.run(
          "select casework.advance_business_time(timestamptz '\(day) 12:00 Europe/Warsaw' - casework.business_now())"
        )
        try await night(shop, outbox)
        #expect(try await kept(shop, outbox) == expected, "\(day)")
      }
      #expect(
        try await shop.texts(
          "select actor, details ->> 'what' from casework.case_event where kind = 'data_erased' order by event_id"
        )
          == ["(rules,attachments)", "(rules,words)"])
      #expect(
        try await shop.number(
          "select count(*) from casework.notification where suppressed_at is null and sent_at is null")
          == 0)
      // Nobody asked to be forgotten: what the shop says of the customer later counts.
      #expect(
        try await shop.number("select count(*) from casework.customer where erased_at is not null") == 0)
      let events = try await shop.number("select count(*) from casework.case_event")
      try await night(shop, outbox)
      #expect(try await shop.number("select count(*) from casework.case_event") == events)
      #expect(try await shop.number("select count(*) from job_queue.dead_letter") == 0)
    }
  }

  @Test func aBatchThatWasFullIsFollowedByAnother() async throws {
    try await withClosed(5) { shop, outbox in
      try await shop.advance("200 days")
      // The workers take two at a time.
      try await night(shop, outbox)
      #expect(try await kept(shop, outbox) == [0, 0, 0, 0, 0, 0])
      #expect(
        try await shop.texts(
          "select details ->> 'what', count(*) from casework.case_event where kind = 'data_erased' group by 1 order by 1"
        )
          == ["(attachments,5)", "(words,5)"])
    }
  }

  @Test func whoStillBuysOrComplainsKeepsHisName() async throws {
    try await withClosed(3) { shop, outbox in
      // The first has a case that is open, the second has ordered since.
      try await shop.importComplaints(
        Files.complaints(["reference": "S-9", "order_reference": "A-1", "customer_reference": "C-1"]))
      try await shop.importOrders(
        Files.orders([
          "order_reference": "A-9", "customer_reference": "C-2", "ordered_at": "2026-05-20 10:00:00",
          "promised_on": "", "delivered_at": "", "status": "shipped",
        ]))
      try await shop.advance("100 days")
      try await night(shop, outbox)
      #expect(
        try await shop.texts("select reference from casework.customer where name is not null order by 1")
          == ["(C-1)", "(C-2)"])
      // What was said in the first one's old case is gone all the same, and a file for the bank waits for the last of its cases.
      #expect(try await shop.number("select count(*) from casework.case_text") == 1)
    }
  }

  @Test func whatNoPolicyTimesIsKept() async throws {
    let source = ShippedPolicies.source("pl")!
    let start = try #require(source.range(of: "\nretention:"))
    let end = try #require(source.range(of: "\nattachments:", range: start.upperBound..<source.endIndex))
    let policy = source.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
    try await withShop(policy: policy) { shop in
      try await withOutbox { outbox in
        try await shop.importComplaints(Files.complaints(["order_reference": "", "kind": "poor_service"]))
        try await shop.work(outbox)
        try await CaseDesk(pool: shop.pool).withdraw("R0000001")
        try await shop.advance("20000 days")
        try await night(shop, outbox)
        #expect(try await shop.number("select count(*) from casework.case_text") == 1)
        #expect(try await shop.number("select count(*) from job_queue.dead_letter") == 0)
      }
    }
  }

  @Test func aFileForTheBankWaitsForAllItsCases() async throws {
    try await withClosed { shop, outbox in
      // Another case of the file was received under a policy that keeps its documents.
      let forever = Self.policy.replacing("version: 1\n", with: "version: 2\n")
        .replacing("valid_from: 2016-01-01", with: "valid_from: 2027-01-01")
        .replacing("  payout_documents: { amount: 120, unit: calendar_days }", with: "  #")
      try await Policy.read(forever).pin(in: shop.pool)
      try await shop.importComplaints(
        Files.complaints(["reference": "S-2", "order_reference": "", "kind": "poor_service"]))
      try await shop.run(
        """
        with moved as (
          update casework.case_record set policy_version = '2' where external_reference = 'S-2' returning case_id
        )
        insert into casework.payout (idempotency_key, case_id, means, amount_minor, currency, instructed_at, file_id)
        select 'key-2', case_id, 'transfer', 100, 'PLN', casework.business_now(), 1 from moved
        """)
      try await shop.advance("200 days")
      try await night(shop, outbox)
      #expect(try await shop.number("select count(*) from casework.payout_document") == 1)
    }
  }

  /// The schedule that workers store, and that it is theirs to carry out.
  @Test func itComesEveryNight() throws {
    let schedule = try RetentionJob.schedule
    #expect(schedule.name == "retention" && schedule.cron.text == "17 2 * * *")
    #expect(CaseworkQueues.all.contains(RetentionJob.queue) && CaseworkQueues.all.contains(ForgetJob.queue))
  }
}
