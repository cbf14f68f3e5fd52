import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// The ladder of the policy (S42): what brings a case up by itself, and who has it then. It is Monday, 2 March 2026, 10:00 in Warsaw.
@Suite struct LadderTests {
  private static let standing =
    "select escalation_level || ' ' || responsible from casework.case_record order by case_id"

  private func look(
    _ kind: ClockKind, _ caseID: Int64, cycle: Int = 1, _ casework: CaseworkDatabase
  ) async throws {
    try await run(
      ClockHandler(), [ClockJob(caseID: caseID, clock: kind.rawValue, cycle: cycle)], in: casework.pool)
  }

  @Test func anAnswerAtRiskGoesUpAtItsLastWarning() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .manualReview)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 11)
      try await look(.answer, caseID, casework)
      #expect(try await casework.texts(Self.standing) == ["0 Katarzyna Nowak"])
      try await casework.advance(days: 2, hours: 4)
      for _ in 1...2 { try await look(.answer, caseID, casework) }
      #expect(try await casework.texts(Self.standing) == ["1 Tomasz Wójcik"])
      #expect(
        try await casework.texts("select facts::text from casework.notification")
          == [#"{"level": "team_lead", "holder": "Tomasz Wójcik", "trigger": "clock_at_risk"}"#])
    }
  }

  /// A worker was away: what is over is not at risk any more.
  @Test func whatWasMissedIsToldAsMissed() async throws {
    try await withCasework(policy: "uk") { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .manualReview)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 20)
      try await look(.answer, caseID, casework)
      #expect(
        try await casework.texts("select facts ->> 'trigger' from casework.notification")
          == ["clock_breached"])
      #expect(try await casework.texts(Self.standing) == ["1 Daniel Hughes"])
    }
  }

  @Test func timeAloneTakesACaseUp() async throws {
    let source = ShippedPolicies.source("pl")!
      .replacing(
        "      hands_over: [timeline, messages]\n",
        with: "      hands_over: [timeline, messages]\n      after: { amount: 3, unit: calendar_days }\n"
      )
      .replacing(
        "      hands_over: [timeline, evidence, messages, decisions, ledger]\n",
        with: "      hands_over: [timeline]\n      after: { amount: 6, unit: calendar_days }\n")
    try await withShop(policy: source) { shop in
      try await shop.importComplaints(
        Files.complaints(["reference": "S-1"], ["reference": "S-2", "customer_reference": "C-2"]))
      let job = { (caseID: Int64, cycle: Int) in ClockJob(caseID: caseID, clock: "escalation", cycle: cycle) }
      try await shop.run("update casework.case_record set state = 'manual_review' where case_id = 1")
      try await shop.run("update casework.case_record set state = 'resolved' where case_id = 2")
      try await shop.advance("4 days")
      try await run(ClockHandler(), [job(1, 1), job(2, 1)], in: shop.pool)
      #expect(
        try await shop.texts(
          "select escalation_level, responsible from casework.case_record order by case_id")
          == [#"(1,"Tomasz Wójcik")"#, #"(0,"Katarzyna Nowak")"#])
      #expect(
        try await shop.texts(
          "select case_id, cycle, due_at at time zone 'Europe/Warsaw' from casework.clock where kind = 'escalation' order by 1, 2"
        )
          == [
            #"(1,1,"2026-03-06 00:00:00")"#, #"(1,2,"2026-03-09 00:00:00")"#,
            #"(2,1,"2026-03-06 00:00:00")"#, #"(2,2,"2026-03-09 00:00:00")"#,
          ])
      // Contested meanwhile, the other is late, too.
      try await shop.run("update casework.case_record set state = 'manual_review' where case_id = 2")
      try await shop.advance("4 days")
      try await run(ClockHandler(), [job(1, 2), job(2, 2)], in: shop.pool)
      #expect(
        try await shop.texts(
          "select escalation_level, responsible from casework.case_record order by case_id")
          == [#"(2,"Agnieszka Lewandowska")"#, #"(2,"Agnieszka Lewandowska")"#])
      #expect(
        try await shop.texts("select facts ->> 'trigger' from casework.notification where kind = 'escalated'")
          == ["(silence)", "(silence)", "(silence)"])
      #expect(
        try await shop.number("select count(*) from casework.clock where kind = 'escalation' and cycle = 3")
          == 0)
    }
  }

  @Test func aClaimOfHighValueBeginsWhereThePolicyWantsIt() async throws {
    try await withShop { shop in
      try await shop.importComplaints(
        Files.complaints(
          ["claimed_amount": "2000.00", "currency": "PLN"],
          [
            "reference": "S-2", "customer_reference": "C-2", "claimed_amount": "1999.99", "currency": "PLN",
          ],
          ["reference": "S-3", "customer_reference": "C-3", "claimed_amount": "9000.00", "currency": "EUR"]))
      #expect(
        try await shop.texts(
          "select escalation_level, responsible from casework.case_record order by case_id")
          == [#"(2,"Agnieszka Lewandowska")"#, #"(0,"Katarzyna Nowak")"#, #"(0,"Katarzyna Nowak")"#])
      #expect(
        try await shop.texts(
          "select kind, details from casework.case_event where case_id = 1 order by event_id") == [
            #"(received,"{""kind"": ""late_delivery"", ""channel"": ""email""}")"#,
            #"(escalated,"{""level"": 2, ""person"": ""Agnieszka Lewandowska"", ""trigger"": ""high_value""}")"#,
          ])
      // There was nobody before her of whom to tell.
      #expect(
        try await shop.texts("select distinct kind from casework.notification") == ["(acknowledgement)"])
    }
  }

  /// S22: somebody else than the person who was silent, and somebody above who had it last.
  @Test func aRepeatGoesToWhoStandsAboveTheCaseThatItRepeats() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      try await CaseDesk(pool: shop.pool).escalate("R0000001", because: .silence, by: "Ewa Maj")
      try await shop.importComplaints(
        Files.complaints(
          ["reference": "S-2", "received_at": "2026-03-03 09:30:00"],
          ["reference": "S-3", "received_at": "2026-03-04 09:30:00"]))
      #expect(
        try await shop.texts(
          "select escalation_level, responsible from casework.case_record order by case_id")
          == [
            #"(1,"Tomasz Wójcik")"#, #"(2,"Agnieszka Lewandowska")"#, #"(2,"Agnieszka Lewandowska")"#,
          ])
      #expect(
        try await shop.texts(
          """
          select case_id, facts, created_at at time zone 'Europe/Warsaw' from casework.notification
          where kind = 'escalated' and case_id > 1 order by 1
          """) == [
            #"(2,"{""level"": ""manager"", ""holder"": ""Agnieszka Lewandowska"", ""trigger"": ""repeat_complaint""}","2026-03-03 09:30:00")"#,
            #"(3,"{""level"": ""manager"", ""holder"": ""Agnieszka Lewandowska"", ""trigger"": ""repeat_complaint""}","2026-03-04 09:30:00")"#,
          ])
    }
  }

  /// Two rungs at once: the case ends on the higher, with whoever was told that it has come up.
  @Test func aRepeatOfHighValueGoesToTheHigherOfItsRungs() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      try await shop.importComplaints(
        Files.complaints([
          "reference": "S-2", "received_at": "2026-03-03 09:30:00", "claimed_amount": "2500.00",
          "currency": "PLN",
        ]))
      #expect(
        try await shop.texts(
          "select escalation_level, responsible from casework.case_record where case_id = 2")
          == [#"(2,"Agnieszka Lewandowska")"#])
      #expect(
        try await shop.texts(
          "select details -> 'level' from casework.case_event where case_id = 2 and kind = 'escalated' order by 1"
        )
          == ["(1)", "(2)"])
    }
  }

  @Test func withoutAnOrderTheKindTellsARepeat() async throws {
    try await withShop { shop in
      try await shop.importComplaints(
        Files.complaints(
          ["reference": "S-1", "order_reference": ""],
          ["reference": "S-2", "order_reference": "", "received_at": "2026-03-03 09:30:00"],
          [
            "reference": "S-3", "order_reference": "", "kind": "defect", "received_at": "2026-03-04 09:30:00",
          ],
          ["reference": "S-4", "order_reference": "A-7", "received_at": "2026-03-05 09:30:00"],
          ["reference": "S-5", "order_reference": "A-8", "received_at": "2026-03-06 09:30:00"],
          [
            "reference": "S-6", "order_reference": "", "customer_reference": "C-2",
            "received_at": "2026-03-07 09:30:00",
          ]))
      #expect(
        try await shop.texts(
          """
          select mine.external_reference, parent.external_reference
          from casework.case_record as mine
          left join casework.case_record as parent on parent.case_id = mine.parent_case_id order by 1
          """) == ["(S-1,)", "(S-2,S-1)", "(S-3,)", "(S-4,S-2)", "(S-5,S-2)", "(S-6,)"])
    }
  }
}
