import Complaints
import JobQueue
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
            #"("person:Ewa Maj","{""level"": 1, ""person"": ""Tomasz Wójcik"", ""trigger"": ""customer_request""}")"#,
            #"("person:Ewa Maj","{""level"": 2, ""person"": ""Agnieszka Lewandowska"", ""trigger"": ""high_value""}")"#,
          ])
      #expect(
        try await shop.texts(
          "select sequence, facts from casework.notification where kind = 'escalated' order by sequence") == [
            #"(1,"{""level"": ""team_lead"", ""holder"": ""Tomasz Wójcik"", ""trigger"": ""customer_request""}")"#,
            #"(2,"{""level"": ""manager"", ""holder"": ""Agnieszka Lewandowska"", ""trigger"": ""high_value""}")"#,
          ])
      #expect(try await shop.texts("select body from casework.case_note") == [#"("Prosi o to.")"#])
    }
  }

  /// Deadlock is the manager's by the Polish policy, silence the team lead's.
  @Test func aCaseGoesToTheRungThatIsThereForTheReason() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      #expect(try await desk.escalate("R0000001", because: .deadlock, by: "Ewa Maj") == .manager)
      #expect(
        try await shop.texts("select escalation_level, responsible from casework.case_record")
          == [#"(2,"Agnieszka Lewandowska")"#])
    }
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      #expect(try await desk.escalate("R0000001", because: .silence, by: "Ewa Maj") == .teamLead)
      await #expect(throws: CaseRefusal.noRung("R0000001", .silence)) {
        try await desk.escalate("R0000001", because: .silence, by: "Ewa Maj")
      }
    }
  }

  /// The message names who has it now, also when it has gone on before the mail left, and nobody as their own superior.
  @Test func theCustomerIsToldWhoHasIt() async throws {
    let nameless = ShippedPolicies.source("pl")!.replacing(/\n      holder: .*/, with: "")
    for (source, isNamed) in [(ShippedPolicies.source("pl")!, true), (nameless, false)] {
      try await withCasework(source: source) { casework in
        try await withOutbox { outbox in
          let caseID = try await casework.addCase(
            order: casework.addOrder([("card", 100)]), state: .manualReview, locale: "en")
          let reference = try #require(
            try await casework.text("select reference from casework.case_record where case_id = $1", caseID))
          let desk = CaseDesk(pool: casework.pool)
          try await desk.escalate(reference, because: .customerRequest, by: "Ewa Maj")
          try await desk.escalate(reference, because: .customerRequest, by: "Ewa Maj")
          let jobs = try await casework.rows("select notification_id from casework.notification order by 1")
            .map { NotifyJob(notification: try $0.decode(Int64.self, at: 0)) }
          #expect(
            try await run(casework.notifying(outbox), jobs, in: casework.pool).allSatisfy { $0 == .done })
          let (first, second) = (try outbox.readable(outbox.mails[0]), try outbox.readable(outbox.mails[1]))
          if isNamed {
            #expect(first.contains("now with our team lead, Tomasz Wójcik."))
            #expect(second.contains("My name is Agnieszka Lewandowska. From today I am looking after"))
            #expect(!first.contains("Agnieszka") && !second.contains("Katarzyna Nowak"))
          } else {
            for (mail, level) in [(first, "our team lead"), (second, "our manager")] {
              #expect(
                mail.contains("now with \(level) too; Katarzyna Nowak is still the person to write to."))
              #expect(!mail.contains("From today"))
            }
          }
        }
      }
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
          group.addTask { try await desk.escalate("R0000001", because: .clockBreached, by: name) }
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
