import Complaints
import LibPQ
import Testing

@testable import Casework

/// Somebody from outside helps both sides to agree (S42).
@Suite struct MediationTests {
  /// Refused: delivered on the promised day.
  private func withRefusal(_ body: (Shop, CaseDesk) async throws -> Void) async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
      try await shop.importAndVerify(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      try await desk.decide("R0000001", .reject(.notOurProduct), by: "Ewa Maj")
      try await body(shop, desk)
    }
  }

  @Test func whatBothSidesAgreeOnIsDecidedByAPerson() async throws {
    try await withRefusal { shop, desk in
      // Longer than an appeal may take: both sides want it.
      try await shop.advance("40 days")
      #expect(
        try await desk.openMediation(
          "r0000001", with: "Inspekcja Handlowa", about: "Czy czajnik był pęknięty.", by: "Ewa Maj") == 1)
      #expect(try await shop.state() == "manual_review")
      #expect(
        try await shop.texts("select reason from casework.manual_review where closed_at is null") == [
          "(mediation)"
        ])
      #expect(
        try await shop.texts("select stopped_by from casework.clock where kind = 'follow_up'") == [
          "(disagreed)"
        ])

      #expect(
        try await shop.number(
          "select count(*) from casework.clock where kind = 'periodic_update' and stopped_at is null") == 1,
        "the customer hears of it again, though nothing is written now")

      #expect(try await desk.propose("R0000001", "Nic.", from: .shop, by: "Ewa Maj") == 1)
      #expect(try await desk.propose("R0000001", "Połowa ceny.", from: .mediator, by: "Ewa Maj") == 2)
      #expect(try await desk.agree("R0000001", to: 2, as: .customer, by: "Ewa Maj") == false)
      // The customer has agreed to one proposal and the shop to another: that is no agreement.
      await #expect(throws: MediationRefusal.notAgreed("R0000001")) {
        try await desk.closeMediation("R0000001", by: "Ewa Maj")
      }
      #expect(try await desk.agree("R0000001", to: 2, as: .shop, by: "Jan Lis"))
      try await desk.closeMediation("R0000001", by: "Ewa Maj")

      let mediation = try #require(try await desk.show("R0000001").mediations.first)
      #expect(mediation.mediator == "Inspekcja Handlowa" && mediation.dispute == "Czy czajnik był pęknięty.")
      #expect(mediation.outcome == "agreed" && mediation.agreement == 2)
      #expect(mediation.proposals.map(\.party) == ["shop", "mediator"])
      #expect(mediation.proposals.map { $0.shopAgreed != nil } == [true, true])
      #expect(mediation.proposals.map { $0.customerAgreed != nil } == [false, true])

      try await desk.decide(
        "R0000001", .accept([GrantedRemedy(.refundPartial, amount: "59.90")]), by: "Ewa Maj")
      #expect(try await shop.state() == "compensating")
      #expect(
        try await shop.texts(
          "select kind, actor, details ->> 'proposal', details ->> 'party' from casework.case_event where kind like 'mediation%' order by event_id"
        ) == [
          #"(mediation_opened,"person:Ewa Maj",,)"#, #"(mediation_proposed,"person:Ewa Maj",1,shop)"#,
          #"(mediation_proposed,"person:Ewa Maj",2,mediator)"#,
          #"(mediation_agreed,"person:Ewa Maj",2,customer)"#,
          #"(mediation_agreed,"person:Jan Lis",2,shop)"#, #"(mediation_closed,"person:Ewa Maj",2,)"#,
        ], "ids and words of ours, nothing that was said")
    }
  }

  @Test func aSettledComplaintIsHeardAgainAndAnUndecidedOneStaysWhereItIs() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      try await desk.openMediation("R0000001", with: "Jan Lis", about: "Czas.", by: "Ewa Maj")
      #expect(try await shop.state() == "received")
      await #expect(throws: MediationRefusal.goesOn("R0000001")) {
        try await desk.openMediation("R0000001", with: "Jan Lis", about: "Czas.", by: "Ewa Maj")
      }
      try await desk.closeMediation("R0000001", failed: true, by: "Ewa Maj")
      await #expect(throws: MediationRefusal.noneGoesOn("R0000001")) {
        try await desk.propose("R0000001", "Nic.", from: .shop, by: "Ewa Maj")
      }
      // Another one is another number.
      #expect(try await desk.openMediation("R0000001", with: "Jan Lis", about: "Czas.", by: "Ewa Maj") == 2)
      try await desk.closeMediation("R0000001", failed: true, by: "Ewa Maj")
      _ = try await shop.verify([1])
      let refusal = try await #require(throws: CaseRefusal.self) {
        try await desk.openMediation("R0000001", with: "Jan Lis", about: "Czas.", by: "Ewa Maj")
      }
      #expect(
        refusal.description.hasPrefix("case R0000001 is awaiting_choice; a mediation is about a complaint"))
      try await shop.run("update casework.case_record set state = 'resolved'")
      try await desk.openMediation("R0000001", with: "Jan Lis", about: "Czas.", by: "Ewa Maj")
      #expect(try await shop.state() == "manual_review")
    }
  }

  @Test func whatCannotBeRecordedIsSaid() async throws {
    try await withRefusal { _, desk in
      await #expect(throws: CaseRefusal.emptyText) {
        try await desk.openMediation("R0000001", with: " ", about: "Czas.", by: "Ewa Maj")
      }
      await #expect(throws: CaseRefusal.emptyText) {
        try await desk.openMediation("R0000001", with: "Jan Lis", about: "\n", by: "Ewa Maj")
      }
      try await desk.openMediation("R0000001", with: "Jan Lis", about: "Czas.", by: "Ewa Maj")
      await #expect(throws: MediationRefusal.unknownProposal("R0000001", 3)) {
        try await desk.agree("R0000001", to: 3, as: .shop, by: "Ewa Maj")
      }
      await #expect(throws: MediationRefusal.mediatorDoesNotAgree) {
        try await desk.agree("R0000001", to: 1, as: .mediator, by: "Ewa Maj")
      }
      await #expect(throws: CaseRefusal.nameMissing) {
        try await desk.closeMediation("R0000001", failed: true, by: "")
      }
    }
  }
}
