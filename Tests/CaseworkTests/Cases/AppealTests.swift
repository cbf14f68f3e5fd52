import Complaints
import LibPQ
import Testing

@testable import Casework

/// The customer does not leave it at the answer (S32, S42).
@Suite struct AppealTests {
  /// Refused on Monday, 2 March: to be appealed until 1 April.
  private static func withRefusal<Value>(_ body: (Shop, CaseDesk) async throws -> Value) async throws -> Value
  {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
      try await shop.importAndVerify(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      try await desk.decide("R0000001", .reject(.notOurProduct), by: "Ewa Maj")
      return try await body(shop, desk)
    }
  }

  private func kinds(_ shop: Shop) async throws -> [String] {
    try await shop.texts(
      "select kind from casework.notification where kind <> 'acknowledgement' order by notification_id")
  }

  @Test func anAppealPutsARefusalBeforeAPersonAgain() async throws {
    try await Self.withRefusal { shop, desk in
      try await shop.advance("3 days")
      try await desk.appeal("R0000001", staff: "Jan Lis", note: "To nie była moja wina.")
      #expect(try await shop.state() == "manual_review")
      #expect(
        try await shop.texts(
          """
          select kind, actor, details ->> 'from', details ->> 'to' from casework.case_event
          where event_id > (
            select max(event_id) from casework.case_event where details ->> 'to' = 'rejected')
          order by event_id
          """) == [
            #"(note_added,"person:Jan Lis",,)"#, #"(appealed,"person:Jan Lis",,)"#,
            #"(state_changed,"person:Jan Lis",rejected,appealed)"#, #"(review_opened,"person:Jan Lis",,)"#,
            #"(state_changed,"person:Jan Lis",appealed,manual_review)"#, #"(escalated,"person:Jan Lis",,)"#,
          ])
      #expect(
        try await shop.texts(
          "select reason, closed_at is null from casework.manual_review order by review_id")
          == ["(delivered_on_time,f)", "(customer_disagrees,t)"])
      // Told, one rung up, and nobody may forget it: the time to close it is off, the shop's own target runs.
      #expect(try await kinds(shop) == ["(decision_rejected)", "(escalated)"])
      #expect(
        try await shop.texts("select stopped_by from casework.clock where kind = 'follow_up'")
          == ["(disagreed)"])
      #expect(
        try await shop.texts(
          """
          select cycle, due_at at time zone 'Europe/Warsaw' from casework.clock
          where kind = 'internal_target' and cycle = 2
          """) == [#"(2,"2026-03-13 00:00:00")"#])
    }
  }

  @Test func aRefusalThatIsUpheldCanBeAppealedAgainAndIsClosedInTheEnd() async throws {
    try await Self.withRefusal { shop, desk in
      for _ in 1...3 {
        try await desk.appeal("R0000001")
        try await desk.decide("R0000001", .reject(.notOurProduct), by: "Ewa Maj")
      }
      // The first goes to the manager, who is there for it; the others find her there already, and are answered all the same.
      #expect(
        try await kinds(shop).suffix(6) == [
          "(escalated)", "(decision_rejected)", "(status_update)", "(decision_rejected)", "(status_update)",
          "(decision_rejected)",
        ])
      try await shop.advance("31 days")
      try await run(
        ClockHandler(), (1...4).map { ClockJob(caseID: 1, clock: "follow_up", cycle: $0) }, in: shop.pool)
      #expect(try await shop.state() == "closed")
    }
  }

  @Test func anAppealAfterItsTimeIsRefusedEvenIfNoWorkerHasLooked() async throws {
    try await Self.withRefusal { shop, desk in
      try await shop.advance("29 days")
      try await shop.advance("1 day 12 hours")
      await #expect(throws: CaseRefusal.appealTooLate("R0000001", lastDay: CivilDate("2026-04-01")!)) {
        try await desk.appeal("R0000001")
      }
      #expect(try await shop.state() == "rejected")
    }
  }

  @Test func aRemedyThatDidNotSettleItIsContestedToo() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(
          Files.complaints(["refund_iban": "PL61109010140000071219812874"]))
        try await shop.work(outbox)
        let desk = CaseDesk(pool: shop.pool)
        try await desk.choose("R0000001", .number(1))
        try await shop.work(outbox)
        #expect(try await shop.state() == "resolved")
        try await desk.appeal("R0000001")
        #expect(try await shop.state() == "manual_review")
        try await desk.decide("R0000001", .accept([GrantedRemedy(.gift)]), by: "Ewa Maj")
        try await shop.work(outbox)
        try await TaskDesk(pool: shop.pool).done(1, by: "Jan Kowal")
        // Seven days until the question, and thirty for its answer.
        for _ in 1...6 {
          try await shop.work(outbox)
          try await shop.advance("8 days")
        }
        #expect(try await shop.state() == "closed")
        // Asked once, after the second remedy, whether all is well: the first question never came to its time.
        #expect(
          try await shop.number("select count(*) from casework.notification where kind = 'survey'") == 1)
        #expect(try await shop.number("select count(*) from casework.clock where stopped_at is null") == 0)
      }
    }
  }

  @Test(arguments: ["received", "manual_review", "awaiting_choice", "compensating", "closed", "withdrawn"])
  func onlyAnAnswerCanBeContested(_ state: String) async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      try await shop.run("update casework.case_record set state = '\(state)'")
      await #expect(throws: CaseRefusal.self) { try await CaseDesk(pool: shop.pool).appeal("R0000001") }
    }
  }

  @Test func twoAppealsAtOnceAreOne() async throws {
    try await Self.withRefusal { shop, desk in
      let appeals = await appealsAtOnce(4, desk)
      let reviews = try await shop.number(
        "select count(*) from casework.manual_review where closed_at is null")
      #expect(appeals == 1)
      #expect(reviews == 1)
    }
  }

  /// How many of them were not refused.
  private func appealsAtOnce(_ count: Int, _ desk: CaseDesk) async -> Int {
    await withTaskGroup(of: Bool.self) { group in
      for _ in 1...count { group.addTask { (try? await desk.appeal("R0000001")) != nil } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }
}
