import Complaints
import LibPQ
import Testing

@testable import Casework

/// The reasons that people give to customers, and what they confirm (S17, S24, S32).
@Suite struct StatementTests {
  /// A defect that is filed years too late: the rules propose a refusal.
  private func withProposal(_ body: (Shop, CaseDesk) async throws -> Void) async throws {
    try await withShop { shop in
      try await shop.importOrders(
        Files.orders([
          "ordered_at": "2023-01-10 10:00:00", "promised_on": "2023-01-17",
          "delivered_at": "2023-01-17 15:00:00",
        ]))
      try await shop.importAndVerify(
        Files.complaints(["kind": "defect", "evidence": "photos; receipt", "body": "Nie grzeje."]))
      try await body(shop, CaseDesk(pool: shop.pool))
    }
  }

  /// Delivered on the promised day: a person decides, and the rules propose nothing.
  private func withReview(
    _ complaint: [String: String] = [:], _ body: (Shop, CaseDesk) async throws -> Void
  ) async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
      try await shop.importAndVerify(Files.complaints(complaint))
      try await body(shop, CaseDesk(pool: shop.pool))
    }
  }

  @Test func aProposedRefusalIsConfirmed() async throws {
    try await withProposal { shop, desk in
      try await desk.decide("R0000001", .confirm, by: "Ewa Maj")
      #expect(try await shop.state() == "rejected")
      #expect(
        try await shop.texts("select outcome, ground, decided_by from casework.decision where version = 2")
          == [#"(rejected,filed_too_late,"person:Ewa Maj")"#])
      #expect(
        try await shop.texts(
          "select details ->> 'confirmed' from casework.case_event where kind = 'decided' order by event_id")
          == ["()", "(true)"])
    }
  }

  @Test func aProposedPartialAcceptanceIsConfirmedWithWhatTheRulesOffer() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints(["claimed_amount": "100.00", "currency": "PLN"]))
      let desk = CaseDesk(pool: shop.pool)
      #expect(try await desk.openReviews().map(\.proposal) == ["accept_partially"])
      try await desk.decide("R0000001", .confirm, by: "Ewa Maj")
      #expect(try await shop.state() == "awaiting_choice")
      #expect(
        try await shop.texts("select outcome from casework.decision order by version")
          == ["(manual_review)", "(partially_accepted)"])
      #expect(
        try await shop.number(
          "select count(distinct n) from (select count(*) as n from casework.remedy_option group by decision_version) as offers"
        )
          == 1)
    }
  }

  @Test func whereNothingIsProposedNothingIsConfirmed() async throws {
    try await withReview { shop, desk async throws in
      await #expect(throws: CaseRefusal.noProposal("R0000001")) {
        try await desk.decide("R0000001", .confirm, by: "Ewa Maj")
      }
      #expect(try await shop.state() == "manual_review")
    }
  }

  @Test(
    "S17: misuse and wear are judged from evidence, and explained",
    arguments: [RejectionGround.misuse, .naturalWear])
  func judgedFromEvidence(_ ground: RejectionGround) async throws {
    try await withReview { shop, desk in
      let refusal = try await #require(throws: CaseRefusal.self) {
        try await desk.decide("R0000001", .reject(ground), by: "Ewa Maj", saying: "Kamień w grzałce.")
      }
      #expect(refusal.description.hasPrefix("\(ground.rawValue) is judged from evidence"))
      #expect(try await shop.state() == "manual_review")
    }
    try await withReview(["evidence": "photos"]) { shop, desk in
      let refusal = try await #require(throws: CaseRefusal.self) {
        try await desk.decide("R0000001", .reject(ground), by: "Ewa Maj")
      }
      #expect(refusal.description.hasPrefix("say to the customer why"))
      try await desk.decide("R0000001", .reject(ground), by: "Ewa Maj", saying: "Kamień w grzałce.")
      #expect(try await shop.state() == "rejected")
    }
  }

  /// S24, S32: the specific reason, in the letter that tells the decision.
  @Test(arguments: [
    (CaseVerdict.reject(.notOurProduct), "decision_rejected"),
    (.accept([GrantedRemedy(.gift)]), "decision_accepted"),
    (.accept([GrantedRemedy(.gift), GrantedRemedy(.refundFull)]), "option_offer"),
    (.ask([.evidence(.photos)]), "information_request"),
  ])
  func theReasonsReachTheCustomer(_ verdict: CaseVerdict, _ kind: String) async throws {
    try await withReview(["customer_email": "anna@example.com"]) { shop, desk in
      try await withOutbox { outbox in
        let words = "Na tabliczce czajnika stoi <inna> nazwa."
        try await desk.decide("R0000001", verdict, by: "Ewa Maj", saying: words)
        try await shop.work(outbox)
        let number = try await shop.number(
          "select notification_id from casework.notification where kind = '\(kind)'")
        let mail = try outbox.mail(try #require(outbox.mails.first { $0.contains("notification-\(number)") }))
        #expect(mail.contains(words))
        #expect(mail.contains("stoi &lt;inna&gt; nazwa."))
        #expect(
          try await shop.number("select count(*) from casework.case_event where details::text like '%inna%'")
            == 0)
      }
    }
  }

  @Test func whatIsRefusedLeavesNoWordsBehind() async throws {
    try await withReview { shop, desk async throws in
      await #expect(throws: CaseRefusal.self) {
        try await desk.decide("R0000001", .ask([]), by: "Ewa Maj", saying: "Dlaczego?")
      }
      #expect(try await shop.number("select count(*) from casework.case_statement") == 0)
    }
  }
}
