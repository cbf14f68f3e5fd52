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
      #expect(try await waiting(shop).isEmpty)
    }
  }
}
