import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

/// What a person answers where there is nothing to accept or to refuse (S8 to S10).
@Suite struct AnswerTests {
  private static let review: [String: String] = [
    "kind": "negative_review", "channel": "social", "customer_name": "Anna Zielińska",
    "customer_email": "anna@example.com", "customer_reference": "", "subject": "",
    "body": "Nigdy więcej! Anna Zielińska", "claimed_amount": "", "preferred_channel": "email",
  ]
  private static let question: [String: String] = [
    "kind": "returns_question", "order_reference": "", "subject": "Zwrot", "body": "Jak zwrócić czajnik?",
    "customer_email": "anna@example.com", "customer_reference": "",
  ]

  /// One complaint that waits for a person.
  private func withComplaint(
    _ complaint: [String: String], _ body: (Shop, CaseDesk, TestOutbox) async throws -> Void
  ) async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(Files.complaints(complaint))
        try await shop.work(outbox)
        #expect(try await shop.state() == "manual_review")
        try await body(shop, CaseDesk(pool: shop.pool), outbox)
      }
    }
  }

  private func stopped(_ shop: Shop, _ clock: String) async throws -> [String] {
    try await shop.texts("select stopped_by from casework.clock where kind = '\(clock)' order by cycle")
  }

  /// The mail that tells the case's so many-th answer.
  private func answer(_ sequence: Int, _ shop: Shop, _ outbox: TestOutbox) async throws -> String {
    let number = try await shop.number(
      "select notification_id from casework.notification where kind = 'answer' and sequence = \(sequence)")
    return try outbox.readable(try #require(outbox.mails.first { $0.contains("notification-\(number)") }))
  }

  @Test func aQuestionIsAnsweredByALetterOfThePersons() async throws {
    try await withComplaint(Self.question) { shop, desk, outbox in
      try await desk.decide(
        "R0000001", .answer(), by: "Ewa Maj",
        saying: "Czajnik można zwrócić w każdym sklepie.\n\n- z paragonem\n- bez opakowania",
        note: "Dzwoniła też.")
      #expect(try await shop.state() == "resolved")
      #expect(
        try await shop.texts("select outcome, basis, decided_by from casework.decision where version = 2")
          == [#"(answered,,"person:Ewa Maj")"#])
      // It is an answer only once it has left (S36).
      #expect(try await stopped(shop, "answer") == ["()"])
      let updates = try await stopped(shop, "periodic_update")
      #expect(!updates.isEmpty && !updates.contains("()"))
      try await shop.work(outbox)
      #expect(try await stopped(shop, "answer") == ["(answered)"])
      #expect(try await stopped(shop, "internal_target") == ["(answered)"])
      let mail = try await answer(1, shop, outbox)
      #expect(mail.contains("Czajnik można zwrócić w każdym sklepie."))
      #expect(mail.contains("\r\n- z paragonem\r\n- bez opakowania"))
      #expect(mail.contains("Zapytamy Państwa"))
      // What a person wrote is in the one table that can be erased.
      for table in ["case_event", "notification", "decision"] {
        let told = try await shop.number(
          "select count(*) from casework.\(table) as t where t::text like '%zwróci%'")
        #expect(told == 0, "\(table)")
      }
      #expect(try await desk.show("R0000001").statements.map(\.decision) == [2])
      // S33: afterwards the customer is asked; when nothing comes, that was it.
      for _ in 1...5 {
        try await shop.advance("8 days")
        try await shop.work(outbox)
      }
      #expect(
        try await shop.texts("select kind from casework.notification order by notification_id")
          == ["(acknowledgement)", "(answer)", "(survey)"])
      #expect(try await shop.state() == "closed")
      #expect(try await shop.number("select count(*) from casework.clock where breached_at is not null") == 0)
    }
  }

  @Test func anAnswerThatDidNotSettleItIsGivenAgain() async throws {
    try await withComplaint(Self.question) { shop, desk, outbox in
      try await desk.decide("R0000001", .answer(), by: "Ewa Maj", saying: "W sklepie.")
      try await shop.work(outbox)
      try await desk.appeal("R0000001")
      #expect(try await shop.state() == "manual_review")
      try await desk.decide("R0000001", .answer(), by: "Jan Lis", saying: "W sklepie przy ul. Długiej.")
      try await shop.work(outbox)
      #expect(try await answer(2, shop, outbox).contains("przy ul. Długiej"))
      #expect(try await stopped(shop, "internal_target") == ["(answered)", "(answered)"])
      for _ in 1...5 {
        try await shop.advance("8 days")
        try await shop.work(outbox)
      }
      #expect(try await shop.state() == "closed")
      #expect(try await shop.number("select count(*) from casework.notification where kind = 'survey'") == 1)
    }
  }

  @Test("S9: the whole life of a review, and what everybody reads of it")
  func aReviewIsAnsweredInPublicWithoutNamesOrAmounts() async throws {
    try await withComplaint(Self.review) { shop, desk, outbox in
      try await desk.decide(
        "R0000001", .answer(publicly: true), by: "Ewa Maj",
        saying: "Dziękujemy za szczerość. Od marca odpowiadamy także w soboty.")
      try await shop.work(outbox)
      // Posted where the review stands, though the customer prefers mail.
      let note = try outbox.handover(.social, try #require(outbox.handovers(.social).last))
      let reply = try #require(note.firstRange(of: "\n\n").map { String(note[$0.upperBound...]) })
      #expect(reply.replacing("\u{A0}", with: " ").contains("Od marca odpowiadamy także w soboty."))
      for secret in ["Anna", "Zieli", "anna@example.com", "A-1", "R0000001", "119", "Nigdy więcej"] {
        #expect(!reply.contains(secret), "\(secret)")
      }
      // The day by which who writes in private is answered is a promise with an owner and a clock (S27).
      let promised = try #require(
        try await shop.pool.execute(
          Statement("promise", "select promised_for, owner from casework.commitment where kept_at is null")
        ).first)
      #expect(try promised.decode(String.self, "owner") == "Ewa Maj")
      let day = shop.policy.zone.lastDay(before: try promised.decode(Date.self, "promised_for"))
      #expect(day == CivilDate("2026-03-09"))
      #expect(reply.replacing("\u{A0}", with: " ").contains("najpóźniej 9 marca 2026"))
      #expect(try await stopped(shop, "answer") == ["()"], "nobody has posted it yet")
      try await shop.passOn()
      #expect(try await stopped(shop, "answer") == ["(answered)"])
      for _ in 1...5 {
        try await shop.advance("8 days")
        try await shop.work(outbox)
      }
      #expect(try await shop.state() == "closed")
    }
  }

  @Test(
    "S9: nothing that tells who it was goes out",
    arguments: [
      ("Pani Zielińskiej zwróciliśmy wszystko.", PublicSecrets.Secret.name),
      ("Proszę sprawdzić anna@example.com.", .address), ("Zamówienie A-1 wysłaliśmy.", .order),
      ("Sprawa R0000001 jest w toku.", .caseReference), ("Zwróciliśmy 119,80 zł.", .amount),
    ])
  func publicSecrets(words: String, secret: PublicSecrets.Secret) async throws {
    try await withComplaint(Self.review) { shop, desk, _ in
      await #expect(throws: CaseRefusal.statement(.givesAway(secret))) {
        try await desk.decide("R0000001", .answer(publicly: true), by: "Ewa Maj", saying: words)
      }
      #expect(try await shop.state() == "manual_review")
      #expect(try await shop.number("select count(*) from casework.case_statement") == 0)
      // In a letter to the customer it is nobody else's business.
      try await desk.decide("R0000001", .answer(), by: "Ewa Maj", saying: words)
      #expect(try await shop.state() == "resolved")
    }
  }

  @Test func whatIsNoAnswer() async throws {
    try await withComplaint(Self.question) { shop, desk, _ async throws in
      func refused(_ fault: StatementFault, _ words: String?) async {
        await #expect(throws: CaseRefusal.statement(fault)) {
          try await desk.decide("R0000001", .answer(), by: "Ewa Maj", saying: words)
        }
      }
      await refused(.empty, nil)
      await refused(.empty, " \n\u{200B} ")
      await refused(.tooLong(limit: 4_000), String(repeating: "a", count: 4_001))
      await refused(.neverSaid("niezwłocznie"), "Odpowiemy Niezwłocznie.")
      await refused(.closedPlatform, "Proszę: https://ec.europa.eu/consumers/odr")
      #expect(try await shop.state() == "manual_review")
    }
  }

  @Test func aComplaintWithARemedyIsDecidedAndNotJustAnswered() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
      try await shop.importAndVerify(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      let refusal = try await #require(throws: CaseRefusal.self) {
        try await desk.decide("R0000001", .answer(), by: "Ewa Maj", saying: "Przepraszamy.")
      }
      #expect(refusal.description.hasPrefix("the policy has remedies for a complaint late_delivery"))
      #expect(try await shop.state() == "manual_review")
    }
  }
}
