import Complaints
import LibPQ
import Testing

@testable import Casework

/// S29: a reply that says that there is no answer yet.
@Suite struct HoldTests {
  /// Delivered on the promised day: a person decides.
  private func withReview(_ body: (Shop, CaseDesk, TestOutbox) async throws -> Void) async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
        try await shop.importComplaints(Files.complaints([:]))
        try await shop.work(outbox)
        try await body(shop, CaseDesk(pool: shop.pool), outbox)
      }
    }
  }

  @Test func aHoldingReplyTellsWhatIsKnownAndLeavesTheAnswerDue() async throws {
    try await withReview { shop, desk, outbox in
      try await desk.hold("r0000001", by: "Ewa Maj", saying: "Pytamy kuriera o podpis.")
      try await shop.work(outbox)
      #expect(try await shop.state() == "manual_review")
      let number = try await shop.number(
        "select notification_id from casework.notification where kind = 'holding_reply'")
      let mail = try outbox.readable(
        try #require(outbox.mails.first { $0.contains("notification-\(number)") }))
      #expect(mail.contains("Pytamy kuriera o podpis."))
      #expect(mail.contains("zamówienie doręczono 16 lutego 2026"))
      #expect(mail.contains("Termin odpowiedzi się nie zmienia: 16 marca 2026"))
      #expect(
        try await shop.texts(
          "select kind from casework.clock where stopped_at is null and kind in ('answer', 'internal_target') order by 1"
        ) == ["(answer)", "(internal_target)"])
      #expect(
        try await shop.texts(
          "select actor, details ->> 'statement' from casework.case_event where kind = 'answer_held'")
          == [#"("person:Ewa Maj",1)"#])
      #expect(try await desk.show("R0000001").statements.map(\.decision) == [nil])
      // Another time, without a word of the person's own.
      try await desk.hold("R0000001", by: "Ewa Maj")
      try await shop.work(outbox)
      #expect(
        try await shop.number(
          "select count(*) from casework.notification where kind = 'holding_reply' and sent_at is not null")
          == 2)
    }
  }

  @Test func whatIsDecidedIsNotHeld() async throws {
    try await withReview { shop, desk, _ in
      try await desk.decide("R0000001", .reject(.notOurProduct), by: "Ewa Maj")
      let refusal = try await #require(throws: CaseRefusal.self) {
        try await desk.hold("R0000001", by: "Ewa Maj", saying: "Jeszcze sprawdzamy.")
      }
      #expect(
        refusal.description
          == "case R0000001 is rejected; a holding reply is for a case that is not decided yet")
      #expect(try await shop.number("select count(*) from casework.case_statement") == 0)
    }
  }
}
