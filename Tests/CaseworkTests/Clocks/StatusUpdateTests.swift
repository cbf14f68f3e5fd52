import Complaints
import LibPQ
import Testing

@testable import Casework

/// S30, S39: the Polish policy writes three days after the last message. One update at most for however many were
/// missed, and never sooner than that.
@Suite struct StatusUpdateTests {
  private static let update = ClockKind.periodicUpdate.rawValue

  private func updates(_ casework: CaseworkDatabase) async throws -> Int {
    try await casework.number("select count(*) from casework.notification where kind = 'status_update'")
  }

  private func updates(_ shop: Shop) async throws -> Int {
    try await shop.number("select count(*) from casework.notification where kind = 'status_update'")
  }

  private func runningSince(_ casework: CaseworkDatabase) async throws -> String? {
    try await casework.text(
      """
      select (started_at at time zone 'UTC')::date::text from casework.clock
      where kind = 'periodic_update' and stopped_at is null
      """)
  }

  @Test func aMonthThatWasMissedIsOneUpdate() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        // A person has to look, and nobody does: a business, whose complaint silence does not accept.
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(Files.complaints(["standing": "business"]))
        try await shop.work(outbox)
        try await shop.advance("30 days")
        try await shop.work(outbox)
        try await shop.work(outbox)
        // The answer's breach escalates: with that, or without, the customer hears of it once or twice, not ten times.
        #expect(try await updates(shop) <= 1)
        let before = try await updates(shop)
        for _ in 1...2 {
          try await shop.advance("30 days")
          try await shop.work(outbox)
        }
        #expect(try await updates(shop) == before + 2)
      }
    }
  }

  @Test func anOldComplaintThatComesInTodayIsAcknowledgedAndNotUpdatedAtOnce() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(
          Files.complaints([
            "standing": "business", "submitted_at": "2026-02-20 09:00:00",
            "received_at": "2026-02-20 09:30:00",
          ]))
        // The timers first: the acknowledgement is still in the outbox.
        let jobs = [ClockJob(caseID: 1, clock: Self.update, cycle: 1)]
        try await run(ClockHandler(), jobs, in: shop.pool)
        #expect(
          try await shop.texts("select kind from casework.notification") == ["(acknowledgement)"])
        #expect(
          try await shop.number(
            "select count(*) from casework.clock where kind = 'periodic_update' and stopped_at is null") == 1)
      }
    }
  }

  @Test func theTermRunsFromTheLastMessageWhicheverItWas() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .manualReview)
      try await casework.startClocks(caseID, .messageSent)
      try await casework.advance(days: 2)
      // Written, and not sent yet: the workers that send are away.
      _ = try await casework.owe(caseID, .holdingReply, NotificationFacts(answerBy: CivilDate("2026-03-16")!))
      try await casework.advance(days: 2)
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: Self.update, cycle: 1)], in: casework.pool)
      #expect(try await updates(casework) == 0)
      #expect(try await runningSince(casework) == "2026-03-04")
      try await casework.advance(days: 2)
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: Self.update, cycle: 2)], in: casework.pool)
      #expect(try await updates(casework) == 1)
      #expect(try await runningSince(casework) == nil, "it starts anew when the update is sent")
    }
  }

  /// The policy allows two within a day and the next: until the end of that, whoever writes them.
  @Test func newsBeyondTheCapIsWithheldAndTheTimeGoesOn() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .manualReview)
      _ = try await casework.owe(caseID, .holdingReply, NotificationFacts(answerBy: CivilDate("2026-03-16")!))
      for _ in 1...3 { _ = try await casework.owe(caseID, .statusUpdate) }
      _ = try await casework.owe(caseID, .acknowledgement)
      #expect(
        try await casework.texts("select kind from casework.notification order by notification_id")
          == ["holding_reply", "status_update", "acknowledgement"])
      #expect(try await casework.history(of: caseID) == ["update_withheld", "update_withheld"])
      #expect(try await runningSince(casework) == "2026-03-02", "what was withheld is not the last")
      #expect(
        try await casework.number("select count(*) from casework.clock where kind = 'periodic_update'") == 1)
      try await casework.advance(days: 1)
      _ = try await casework.owe(caseID, .statusUpdate)
      #expect(try await updates(casework) == 1)
      try await casework.advance(days: 1)
      _ = try await casework.owe(caseID, .statusUpdate)
      #expect(try await updates(casework) == 2)
    }
  }

  @Test func newsThatCameBackDoesNotCount() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .manualReview)
      for _ in 1...2 { _ = try await casework.owe(caseID, .statusUpdate) }
      _ = try await casework.rows(
        "update casework.notification set sent_at = casework.business_now(), bounced_at = casework.business_now(), bounce_reason = 'refused'"
      )
      for _ in 1...3 { _ = try await casework.owe(caseID, .statusUpdate) }
      #expect(try await updates(casework) == 4, "two that nobody read, and as many as the policy allows")
    }
  }
}
