import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

@Suite struct CaseDeskTests {
  @Test func aRefusalEndsTheTimeOfARemedyThatCameToNothing() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
      try await shop.importAndVerify(Files.complaints([:]))
      try await shop.run(
        """
        insert into casework.clock (case_id, kind, cycle, started_at, due_at, on_breach)
        values (1, 'remedy', 1, casework.business_now(), casework.business_now() + interval '14 days', 'nothing')
        """)
      try await CaseDesk(pool: shop.pool).decide("R0000001", .reject(.notOurProduct), by: "Ewa Maj")
      #expect(
        try await shop.texts("select stopped_by from casework.clock where kind = 'remedy'") == ["(answered)"])
    }
  }

  /// Delivered on the promised day: a person decides.
  private static func withReview<Value>(_ body: (Shop, CaseDesk) async throws -> Value) async throws -> Value
  {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
      try await shop.importAndVerify(Files.complaints([:]))
      return try await body(shop, CaseDesk(pool: shop.pool))
    }
  }

  /// Late: refund in part, a code, or free shipping.
  private static func withOffer<Value>(_ body: (Shop, CaseDesk) async throws -> Value) async throws -> Value {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints([:]))
      return try await body(shop, CaseDesk(pool: shop.pool))
    }
  }

  /// That the command is refused, with these words at the beginning.
  private static func expectRefusal(
    _ words: String, _ location: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
  ) async throws {
    do {
      try await body()
      Issue.record("not refused", sourceLocation: location)
    } catch let refusal as CaseRefusal {
      #expect(refusal.description.hasPrefix(words), sourceLocation: location)
    }
  }

  @Test func whatWaitsForAPersonIsListedByItsDeadline() async throws {
    try await Self.withReview { shop, desk in
      try await shop.importAndVerify(
        Files.complaints(
          [
            "reference": "S-2", "kind": "negative_review", "customer_reference": "C-2",
            "submitted_at": "2026-02-26 09:00:00",
            "received_at": "2026-02-26 09:30:00",
          ]))
      let reviews = try await desk.openReviews()
      #expect(reviews.map(\.reference) == ["R0000002", "R0000001"])
      #expect(reviews.map(\.reason) == ["answer_in_person", "delivered_on_time"])
      #expect(try await desk.openReviews(limit: 1).count == 1)
    }
  }

  @Test func aPersonAcceptsWithOneRemedy() async throws {
    try await Self.withReview { shop, desk in
      try await desk.decide(
        "r0000001", .accept([GrantedRemedy(.refundPartial, amount: "15.00")]), by: "Ewa Maj",
        note: "Stały klient.")
      #expect(try await shop.state() == "compensating")
      #expect(
        try await shop.texts(
          "select version, outcome, basis, decided_by from casework.decision order by version")
          == ["(1,manual_review,,rules)", #"(2,accepted,contractual,"person:Ewa Maj")"#])
      #expect(
        try await shop.texts(
          "select remedy, amount_minor, currency from casework.remedy_option where decision_version = 2")
          == ["(refund_partial,1500,PLN)"])
      #expect(
        try await shop.texts("select closed_by from casework.manual_review where closed_at is not null")
          == [#"("person:Ewa Maj")"#])
      #expect(
        try await shop.texts("select author, body from casework.case_note") == [
          #"("Ewa Maj","Stały klient.")"#
        ])
      #expect(
        try await shop.number("select count(*) from casework.case_event where details::text like '%klient%'")
          == 0,
        "what people write is in no event")
      #expect(
        try await shop.texts("select arguments from job_queue.entry where kind = 'compensate'")
          == [#"("{""case"": 1, ""decision"": 2}")"#])
    }
  }

  @Test func aPersonOffersSeveralRemedies() async throws {
    try await Self.withReview { shop, desk in
      try await desk.decide(
        "R0000001", .accept([GrantedRemedy(.refundFull), GrantedRemedy(.gift)]), by: "Ewa Maj")
      #expect(try await shop.state() == "awaiting_choice")
      #expect(
        try await shop.texts(
          "select remedy, amount_minor, basis from casework.remedy_option where decision_version = 2 order by position"
        )
          == ["(refund_full,11980,statutory)", "(gift,,goodwill)"])
      #expect(
        try await shop.number("select count(*) from casework.notification where kind = 'option_offer'") == 1)
    }
  }

  @Test func aPersonRejectsWithAGround() async throws {
    try await Self.withReview { shop, desk in
      // The records say otherwise, and the law counts by them.
      await #expect(
        throws: CaseRefusal.decision("case R0000001 came within the filing window: it was not filed too late")
      ) { try await desk.decide("R0000001", .reject(.filedTooLate), by: "Ewa Maj") }
      try await desk.decide("R0000001", .reject(.notOurProduct), by: "Ewa Maj")
      #expect(try await shop.state() == "rejected")
      #expect(
        try await shop.texts("select outcome, ground from casework.decision where version = 2")
          == ["(rejected,not_our_product)"])
      #expect(
        try await shop.texts("select facts from casework.notification where kind = 'decision_rejected'")
          == [#"("{""decision"": 2}")"#])
      // 30 days for an appeal; then nobody waits any more.
      #expect(
        try await shop.texts(
          "select due_at at time zone 'Europe/Warsaw' from casework.clock where kind = 'follow_up'")
          == [#"("2026-04-02 00:00:00")"#])
    }
  }

  @Test func aPersonAsksAndTheAnswerIsVerified() async throws {
    try await Self.withReview { shop, desk in
      try await desk.decide("R0000001", .ask([.evidence(.photos)]), by: "Ewa Maj")
      #expect(try await shop.state() == "awaiting_information")
      try await desk.provide("R0000001", ProvidedInformation(evidence: [.photos, .receipt]))
      #expect(try await shop.state() == "verifying")
      #expect(try await shop.texts("select evidence from casework.case_record") == [#"("{photos,receipt}")"#])
      #expect(
        try await shop.texts("select stopped_by from casework.clock where kind = 'information'")
          == ["(information_received)"])
      _ = try await shop.verify([1])
      #expect(try await shop.state() == "manual_review")
      #expect(try await shop.number("select count(*) from casework.order_snapshot") == 2)
      #expect(
        try await shop.number("select count(*) from casework.manual_review where closed_at is null") == 1)
    }
  }

  @Test func whatAPersonMayNotDecide() async throws {
    try await Self.withReview { shop, desk in
      func refused(_ words: String, _ verdict: CaseVerdict, by name: String = "Ewa Maj") async throws {
        try await Self.expectRefusal(words) { try await desk.decide("R0000001", verdict, by: name) }
      }
      try await refused(
        "only 119.80 PLN is left to be given", .accept([GrantedRemedy(.refundPartial, amount: "119.81")]))
      try await refused(
        "refund_partial: the amount is no plain number with a point, such as 59.90",
        .accept([GrantedRemedy(.refundPartial, amount: "1,50")]))
      try await refused(
        "refund_partial: an amount in PLN has at most 2 decimals",
        .accept([GrantedRemedy(.refundPartial, amount: "1.505")]))
      try await refused("gift is offered twice", .accept([GrantedRemedy(.gift), GrantedRemedy(.gift)]))
      try await refused("say what is given, or what is asked for", .ask([]))
      try await refused(
        "say who you are: a name of at most 100 characters", .reject(.notOurProduct), by: "  ")
      try await Self.expectRefusal("there is no case R9999999") {
        try await desk.decide("R9999999", .reject(.notOurProduct), by: "Ewa")
      }
      #expect(try await shop.state() == "manual_review")
      #expect(
        try await shop.number("select count(*) from casework.manual_review where closed_at is null") == 1)
      #expect(try await shop.number("select count(*) from casework.decision") == 1)
    }
  }

  @Test func onlyWhatIsUnderReviewCanBeDecided() async throws {
    try await Self.withOffer { _, desk in
      try await Self.expectRefusal(
        "case R0000001 is awaiting_choice; only a case under manual review can be decided"
      ) { try await desk.decide("R0000001", .reject(.notOurProduct), by: "Ewa") }
    }
  }

  @Test(arguments: [OptionSelector.number(2), .remedy(.discountCode)])
  func theCustomerChooses(_ selector: OptionSelector) async throws {
    try await Self.withOffer { shop, desk in
      try await desk.choose("R0000001", selector)
      #expect(try await shop.state() == "compensating")
      #expect(
        try await shop.texts("select decision_version, position, chosen_by from casework.remedy_choice")
          == ["(1,2,customer)"])
      #expect(
        try await shop.texts("select kind, stopped_by from casework.clock where kind = 'offer_expiry'")
          == ["(offer_expiry,chosen)"])
      #expect(
        try await shop.number(
          "select count(*) from casework.clock where kind = 'remedy' and stopped_at is null") == 1)
      try await Self.expectRefusal("case R0000001 is compensating; there is nothing to choose") {
        try await desk.choose("R0000001", .number(1))
      }
    }
  }

  @Test func whatCannotBeChosen() async throws {
    try await Self.withOffer { shop, desk in
      try await Self.expectRefusal("number 4 is none of the options of the offer") {
        try await desk.choose("R0000001", .number(4))
      }
      try await Self.expectRefusal("gift is none of the options of the offer") {
        try await desk.choose("R0000001", .remedy(.gift))
      }
      try await shop.advance("15 days")
      try await Self.expectRefusal("the offer ended at 2026-03-16T23:00:00.000000Z") {
        try await desk.choose("R0000001", .number(1), staff: "Ewa")
      }
      #expect(try await shop.state() == "awaiting_choice")
    }
  }

  @Test func aComplaintCanBeTakenBackUntilSomethingIsGiven() async throws {
    try await Self.withOffer { shop, desk in
      try await desk.withdraw("R0000001")
      #expect(try await shop.state() == "withdrawn")
      #expect(try await shop.number("select count(*) from casework.clock where stopped_at is null") == 0)
      try await Self.expectRefusal("case R0000001 is withdrawn;") { try await desk.withdraw("R0000001") }
    }
    try await Self.withReview { shop, desk in
      try await desk.withdraw("R0000001", staff: "Ewa")
      #expect(try await desk.openReviews().isEmpty)
    }
    try await Self.withOffer { shop, desk in
      try await desk.choose("R0000001", .number(1))
      try await Self.expectRefusal("case R0000001 is compensating;") { try await desk.withdraw("R0000001") }
      #expect(try await shop.state() == "compensating")
    }
  }

  /// S23: who shows to be the order's customer gets the case; who does not, keeps nothing of it.
  @Test(arguments: [("anna@example.com", "awaiting_choice"), ("thief@example.com", "manual_review")])
  func identityIsShownByTheAccountOfTheOrder(_ email: String, _ state: String) async throws {
    try await withShop { shop in
      let desk = CaseDesk(pool: shop.pool)
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(
        Files.complaints(["customer_reference": "", "customer_email": "other@example.com"]))
      #expect(try await shop.state() == "awaiting_information")
      try await desk.provide("R0000001", ProvidedInformation(customerEmail: email))
      _ = try await shop.verify([1])
      #expect(try await shop.state() == state)
    }
  }

  @Test func everythingAboutACaseIsShown() async throws {
    try await Self.withOffer { shop, desk in
      try await desk.note("R0000001", "Dzwoniła.", by: "Ewa")
      let file = try await desk.show("r0000001")
      #expect(file.state == "awaiting_choice" && file.version == 5)
      #expect(file.customer.name == "Anna Zielińska")
      #expect(file.words?.body == "Czajnik przyszedł za późno.")
      #expect(file.checks.count == 10)
      #expect(file.decisions.map(\.options.count) == [3])
      #expect(file.notes.map(\.text) == ["Dzwoniła."])
      #expect(file.messages.map(\.kind) == ["acknowledgement", "option_offer"])
      #expect(file.received == Date(timeIntervalSince1970: 1_772_440_200))
      let timeline = file.timeline(in: shop.policy.zone)
      #expect(timeline.count == file.events.count)
      #expect(
        timeline[1]
          == CaseFile.Moment(time: "2026-03-02 12:00", actor: "rules", what: "received → acknowledged"))
      let words = timeline.map(\.what).joined(separator: "\n")
      #expect(words.contains("decided: accepted, "))
      #expect(!words.contains("Czajnik") && !words.contains("Anna"))
    }
  }

  @Test(arguments: [
    ("2026-03-29T10:00:00Z", "2026-03-29 12:00"), ("2026-10-25T11:00:00Z", "2026-10-25 12:00"),
    ("2026-10-25T22:59:00Z", "2026-10-25 23:59"),
  ])
  func timesAreThoseOfTheClockOnTheWallAlsoOnADayOf23Or25Hours(instant: String, wall: String) throws {
    let zone = try #require(Zone("Europe/Warsaw"))
    #expect(CaseFile.time(try Date(instant, strategy: .iso8601), in: zone) == wall)
  }

  @Test func aNoteNeedsATextAndAName() async throws {
    try await Self.withOffer { _, desk in
      try await Self.expectRefusal("the note has no text") { try await desk.note("R0000001", " ", by: "Ewa") }
      try await Self.expectRefusal("say who you are") { try await desk.note("R0000001", "x", by: "") }
    }
  }
}
