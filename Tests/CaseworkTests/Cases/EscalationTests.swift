import Complaints
import LibPQ
import Testing

@testable import Casework

/// S42, as far as the shop's own ladder goes.
@Suite struct EscalationTests {
  @Test func aPersonHandsACaseUpUntilTheManagerHasIt() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      #expect(
        try await desk.escalate("r0000001", because: .customerRequest, by: "Ewa Maj", note: "Prosi o to.")
          == .teamLead)
      #expect(try await desk.escalate("R0000001", because: .highValue, by: "Ewa Maj") == .manager)
      await #expect(throws: CaseRefusal.topOfLadder("R0000001")) {
        try await desk.escalate("R0000001", because: .customerRequest, by: "Ewa Maj")
      }
      // An attribute: the offer stands as it stood.
      #expect(try await shop.state() == "awaiting_choice")
      #expect(
        try await shop.texts("select escalation_level, version from casework.case_record") == ["(2,5)"])
      #expect(
        try await shop.texts(
          "select actor, details from casework.case_event where kind = 'escalated' order by event_id") == [
            #"("person:Ewa Maj","{""level"": 1, ""trigger"": ""customer_request""}")"#,
            #"("person:Ewa Maj","{""level"": 2, ""trigger"": ""high_value""}")"#,
          ])
      #expect(
        try await shop.texts(
          "select sequence, facts from casework.notification where kind = 'escalated' order by sequence") == [
            #"(1,"{""level"": ""team_lead"", ""trigger"": ""customer_request""}")"#,
            #"(2,"{""level"": ""manager"", ""trigger"": ""high_value""}")"#,
          ])
      #expect(try await shop.texts("select body from casework.case_note") == [#"("Prosi o to.")"#])
    }
  }

  @Test(arguments: ["resolved", "rejected", "closed", "withdrawn"])
  func whatIsOverIsNotEscalated(_ state: String) async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      try await shop.run("update casework.case_record set state = '\(state)'")
      await #expect(throws: CaseRefusal.self) {
        try await CaseDesk(pool: shop.pool).escalate("R0000001", because: .deadlock, by: "Ewa Maj")
      }
      #expect(try await shop.texts("select escalation_level from casework.case_record") == ["(0)"])
    }
  }

  @Test func whoEscalatesHasAName() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      await #expect(throws: CaseRefusal.nameMissing) {
        try await CaseDesk(pool: shop.pool).escalate("R0000001", because: .deadlock, by: " ")
      }
    }
  }

  @Test func twoAtOnceClimbTwoRungs() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      try await withThrowingTaskGroup { group in
        for name in ["Ewa Maj", "Jan Lis"] {
          group.addTask { try await desk.escalate("R0000001", because: .deadlock, by: name) }
        }
        try await group.waitForAll()
      }
      #expect(
        try await shop.texts("select facts ->> 'level' from casework.notification where kind = 'escalated'")
          .sorted() == ["(manager)", "(team_lead)"])
    }
  }

  /// Of a replayed file, in a sandbox.
  @Test func nobodyIsToldOfAComplaintBeforeItWasMade() async throws {
    try await withShop { shop in
      try await shop.importComplaints(
        Files.complaints(["submitted_at": "2026-03-13 09:00:00", "received_at": "2026-03-13 09:30:00"]))
      await #expect(throws: CaseRefusal.self) {
        try await CaseDesk(pool: shop.pool).escalate("R0000001", because: .customerRequest, by: "Ewa Maj")
      }
      #expect(
        try await shop.texts("select kind from casework.notification") == ["(acknowledgement)"])
    }
  }
}
