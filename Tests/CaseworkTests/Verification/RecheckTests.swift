import Complaints
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// What becomes known of an order after its complaint was looked at.
@Suite struct RecheckTests {
  private func waiting(_ shop: Shop) async throws -> [String] {
    try await shop.texts("select arguments ->> 'case' from job_queue.entry where kind = 'recheck'")
  }

  private func recheck(_ shop: Shop) async throws {
    try await run(RecheckHandler(), [RecheckJob(caseID: 1), RecheckJob(caseID: 1)], in: shop.pool)
  }

  /// The complaint was faster than the shop's export.
  @Test func anOrderThatComesInAfterItsComplaintProvesThePurchase() async throws {
    try await withShop { shop in
      try await shop.importAndVerify(Files.complaints([:]))
      #expect(try await shop.state() == "awaiting_information")
      try await shop.importOrders(Files.orders([:], ["order_reference": "A-2"]))
      #expect(try await waiting(shop) == ["(1)"])
      try await recheck(shop)
      #expect(try await shop.state() == "verifying")
      #expect(
        try await shop.texts("select stopped_by from casework.clock where kind = 'information'")
          == ["(information_received)"])
      _ = try await shop.verify([1])
      #expect(try await shop.state() == "awaiting_choice")
    }
  }

  @Test func whatWaitsForAPersonIsLookedAtAgainWithTheOrderAsItIsNow() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints(["standing": "business"]))
      #expect(try await shop.state() == "manual_review")
      try await shop.importOrders(Files.orders([:]))
      #expect(try await waiting(shop).isEmpty, "nothing has changed")
      try await shop.importOrders(Files.orders(["promised_on": "2026-02-18"]))
      #expect(try await waiting(shop) == ["(1)"])
      try await recheck(shop)
      #expect(
        try await shop.texts("select details ->> 'new' from casework.case_event where kind = 'order_changed'")
          == ["(false)"])
      _ = try await shop.verify([1])
      #expect(try await shop.state() == "manual_review")
      #expect(
        try await shop.texts(
          "select round, facts ->> 'days_late' from casework.check_result where name = 'delivery' order by 1")
          == ["(1,3)", "(2,2)"])
      #expect(
        try await shop.texts(
          "select count(*), count(*) filter (where closed_at is null) from casework.manual_review")
          == ["(2,1)"])
    }
  }

  @Test func aPersonsQuestionIsNotTakenBack() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints(["standing": "business"]))
      try await CaseDesk(pool: shop.pool).decide("R0000001", .ask([.evidence(.photos)]), by: "anna")
      try await shop.importOrders(Files.orders(["promised_on": "2026-02-18"]))
      try await recheck(shop)
      #expect(try await shop.state() == "awaiting_information")
      #expect(
        try await shop.number("select count(*) from casework.case_event where kind = 'order_changed'") == 0)
    }
  }

  /// Photos are missing still, whatever the parcel does.
  @Test func whatTheCustomerWasAskedForIsStillWaitedFor() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints(["kind": "defect"]))
      #expect(try await shop.state() == "awaiting_information")
      try await shop.importOrders(Files.orders(["promised_on": "2026-02-18"]))
      try await recheck(shop)
      #expect(try await shop.state() == "awaiting_information")
    }
  }

  @Test func whatIsDecidedIsLeftAlone() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints([:]))
      #expect(try await shop.state() == "awaiting_choice")
      try await shop.importOrders(Files.orders(["promised_on": "2026-02-21"]))
      try await recheck(shop)
      #expect(try await shop.state() == "awaiting_choice")
      #expect(
        try await shop.number("select count(*) from casework.case_event where kind = 'order_changed'") == 0)
      try await shop.run("update casework.case_record set state = 'closed'")
      try await shop.run("delete from job_queue.entry")
      try await shop.importOrders(Files.orders(["promised_on": "2026-02-22"]))
      #expect(try await waiting(shop).isEmpty, "nobody waits for it any more")
    }
  }

  /// S30: whatever the case waits for, its customer waits for the parcel.
  @Test(arguments: ["consumer", "business"])
  func whoWaitsForTheParcelIsToldTheNewDayAtOnce(standing: String) async throws {
    func order(_ promised: String) -> String {
      Files.orders(["delivered_at": "", "status": "shipped", "promised_on": promised])
    }
    func told(_ shop: Shop) async throws -> [String] {
      try await shop.texts(
        "select facts ->> 'new_date' from casework.notification where kind = 'status_update' order by notification_id"
      )
    }
    try await withShop { shop in
      try await shop.importOrders(order("2026-02-25"))
      try await shop.importAndVerify(Files.complaints(["standing": standing]))
      #expect(try await shop.state() == (standing == "consumer" ? "awaiting_choice" : "manual_review"))
      try await shop.importOrders(order("2026-03-06"))
      #expect(try await waiting(shop) == ["(1)"])
      for _ in 1...2 { try await recheck(shop) }
      #expect(try await told(shop) == ["(2026-03-06)"], "once")
      #expect(
        try await shop.texts(
          "select details ->> 'promised_on' from casework.case_event where kind = 'order_changed'")
          == ["(2026-03-06)"])
      let written = try await shop.pool.execute(
        Statement("news", "select max(notification_id) from casework.notification"))[0]
      let source = try #require(
        try await NotificationSource.read([written.decode(Int64.self, at: 0)], in: shop.pool).first)
      guard
        case .statusUpdate(let news) = try MessageComposer(source: source, policy: shop.policy).context()
          .content
      else {
        Issue.record("no news")
        return
      }
      #expect(news.newDeliveryDate == CivilDate("2026-03-06"))
      // The first day again is another day than the one that was told; what has passed is no news.
      _ = try await shop.verify([1])
      try await shop.importOrders(order("2026-03-05"))
      try await recheck(shop)
      try await shop.importOrders(order("2026-03-01"))
      try await recheck(shop)
      #expect(try await told(shop) == ["(2026-03-06)", "(2026-03-05)"])
      // Beyond the cap of two in a day it is withheld, which the history says, and not lost.
      try await shop.importOrders(order("2026-03-09"))
      try await recheck(shop)
      #expect(try await told(shop).count == 2)
      #expect(
        try await shop.number("select count(*) from casework.case_event where kind = 'update_withheld'") == 1)
      try await shop.advance("2 days")
      try await recheck(shop)
      #expect(try await told(shop) == ["(2026-03-06)", "(2026-03-05)", "(2026-03-09)"])
    }
  }

  /// S23: a stranger to the order does not hear when it comes; nor does anybody of a parcel that has come, or will not.
  @Test(
    arguments: [
      (["customer_reference": "C-9"], ["status": "shipped"]), ([:], ["status": "cancelled"]),
      ([:], ["status": "delivered", "delivered_at": "2026-03-02 10:00:00"]),
    ])
  func nobodyHearsOfWhatIsNotAwaited(complaint: [String: String], order: [String: String]) async throws {
    try await withShop { shop in
      let shipped = ["delivered_at": "", "status": "shipped"]
      try await shop.importOrders(Files.orders(shipped.merging(["promised_on": "2026-02-25"]) { $1 }))
      try await shop.importAndVerify(Files.complaints(complaint))
      let changed = shipped.merging(["promised_on": "2026-03-06"]) { $1 }.merging(order) { $1 }
      try await shop.importOrders(Files.orders(changed))
      try await recheck(shop)
      #expect(
        try await shop.number("select count(*) from casework.notification where kind = 'status_update'") == 0)
    }
  }
}
