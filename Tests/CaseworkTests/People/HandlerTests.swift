import Complaints
import Gateways
import LibPQ
import Testing

@testable import Casework

/// The list of the people who work on cases, and who gets which.
@Suite struct HandlerTests {
  private static let address = "desk@shop.example"

  @Test func theListIsKept() async throws {
    try await withShop { shop in
      let desk = HandlerDesk(pool: shop.pool)
      try await desk.add(
        " Ewa Maj ", email: Self.address, HandlerDetails(languages: ["PL", "en"], team: "returns"))
      try await desk.add("Jan Lis", email: Self.address, HandlerDetails(rung: .rung(.teamLead)))
      try await desk.change("ewa maj", HandlerDetails(languages: ["ru"], team: "", isAway: true))
      try await desk.change("Jan Lis", HandlerDetails(rung: .below))
      #expect(
        try await desk.list() == [
          Handler(
            name: "Ewa Maj", email: Self.address, languages: ["ru"], team: nil, rung: nil, isAway: true,
            openCases: 0),
          Handler(
            name: "Jan Lis", email: Self.address, languages: [], team: nil, rung: nil, isAway: false,
            openCases: 0),
        ])
      try await desk.remove("JAN LIS")
      #expect(try await desk.list().map(\.name) == ["Ewa Maj"])
    }
  }

  @Test func whatMeansNothingIsRefused() async throws {
    try await withShop { shop in
      let desk = HandlerDesk(pool: shop.pool)
      func refuses(_ refusal: HandlerRefusal, _ body: () async throws -> Void) async {
        await #expect(throws: refusal) { try await body() }
      }
      for name in ["", "  ", String(repeating: "a", count: 101), "Ewa\nMaj", "Ewa\u{202E}"] {
        await refuses(.nameMissing) { try await desk.add(name, email: Self.address) }
      }
      for address in ["", "ewa", "ewa@shop", "ewa@sklep.ąę", "a@shop.example\nBcc: b@shop.example"] {
        await refuses(.unusableAddress) { try await desk.add("Ewa", email: address) }
      }
      await refuses(.noLanguage("polski")) {
        try await desk.add("Ewa", email: Self.address, HandlerDetails(languages: ["polski"]))
      }
      try await desk.add("Ewa Żak", email: Self.address)
      await refuses(.known("ewa żak")) { try await desk.add("ewa żak", email: Self.address) }
      await refuses(.unknown("Jan")) { try await desk.change("Jan", HandlerDetails(isAway: true)) }
      await refuses(.nothingToChange) { try await desk.change("Ewa Żak", HandlerDetails()) }
      await refuses(.unknown("Jan")) { try await desk.remove("Jan") }
      #expect(try await shop.number("select count(*) from casework.handler") == 1)
    }
  }

  /// A shop without a list takes whoever says who they are.
  @Test func whoDoesSomethingIsOnTheListOnceThereIsOne() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      try await desk.note("R0000001", "Zadzwonił.", by: "Ktoś")
      try await HandlerDesk(pool: shop.pool).add("Ewa Maj", email: Self.address)
      await #expect(throws: HandlerRefusal.notOnTheList("Ktoś")) {
        try await desk.note("R0000001", "Znowu.", by: "Ktoś")
      }
      await #expect(throws: HandlerRefusal.notOnTheList("Ktoś")) {
        try await MessageDesk(pool: shop.pool).told(1, by: "Ktoś")
      }
      await #expect(throws: HandlerRefusal.notOnTheList("Ktoś")) {
        try await desk.withdraw("R0000001", staff: "Ktoś")
      }
      try await desk.note("R0000001", "Znowu.", by: "ewa MAJ")
      // The customer is no member of staff.
      try await desk.withdraw("R0000001")
      #expect(
        try await shop.texts("select author from casework.case_note order by note_id") == [
          "(Ktoś)", #"("Ewa Maj")"#,
        ])
    }
  }

  /// S25: the apology comes from a named person, who answers for the case.
  @Test func messagesNameWhoAnswersForTheCase() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .manualReview, locale: "en")
        let reference = try #require(
          try await casework.text("select reference from casework.case_record where case_id = $1", caseID))
        let job = try await casework.owe(caseID, .statusUpdate)
        #expect(
          try await CaseDesk(pool: casework.pool).assign(reference, to: "Ewa Maj", by: "Jan Lis") == "Ewa Maj"
        )
        try await run(casework.notifying(outbox), [job], in: casework.pool)
        let mail = try outbox.readable(outbox.mails[0])
        #expect(mail.contains("My name is Ewa Maj") && !mail.contains("Katarzyna Nowak"))
        #expect(
          try await casework.texts("select details::text from casework.case_event where kind = 'assigned'")
            == [#"{"person": "Ewa Maj", "by_rule": false}"#])
      }
    }
  }

  @Test func aCaseIsAssignedByLanguageAndLoad() async throws {
    try await withShop { shop in
      try await shop.importComplaints(
        Files.complaints(
          ["reference": "S-1"], ["reference": "S-2", "customer_reference": "C-2"],
          ["reference": "S-3", "customer_reference": "C-3", "locale": "ru"],
          ["reference": "S-4", "customer_reference": "C-4", "locale": "en"]))
      let (people, desk) = (HandlerDesk(pool: shop.pool), CaseDesk(pool: shop.pool))
      await #expect(throws: HandlerRefusal.noList) {
        try await desk.assign("R0000001", to: nil, by: "Ewa")
      }
      try await people.add("Ewa", email: Self.address, HandlerDetails(languages: ["pl"]))
      try await people.add("Jan", email: Self.address, HandlerDetails(languages: ["pl"]))
      try await people.add("Olga", email: Self.address, HandlerDetails(languages: ["ru"]))
      var chosen: [String] = []
      for case_ in 1...3 { chosen.append(try await desk.assign("R000000\(case_)", to: nil, by: "Ewa")) }
      #expect(chosen == ["Ewa", "Jan", "Olga"])
      await #expect(throws: HandlerRefusal.nobodyWrites("en")) {
        try await desk.assign("R0000004", to: nil, by: "Ewa")
      }
      await #expect(throws: HandlerRefusal.unknown("Piotr")) {
        try await desk.assign("R0000004", to: "Piotr", by: "Ewa")
      }
      #expect(try await desk.assign("R0000004", to: "olga", by: "Ewa") == "Olga")
      // Cases would be left with nobody.
      await #expect(throws: HandlerRefusal.hasCases("Olga", 2)) { try await people.remove("Olga") }
      for case_ in 3...4 { try await desk.withdraw("R000000\(case_)") }
      await #expect(throws: CaseRefusal.self) { try await desk.assign("R0000003", to: "Jan", by: "Ewa") }
      try await people.remove("Olga")
    }
  }

  /// Each sees what the one before was given.
  @Test func assignedAtOnceCasesAreSharedOut() async throws {
    try await withShop { shop in
      try await shop.importComplaints(
        Files.complaints((1...8).map { ["reference": "S-\($0)", "customer_reference": "C-\($0)"] }))
      for name in ["Ewa", "Jan"] {
        try await HandlerDesk(pool: shop.pool).add(name, email: Self.address)
      }
      let desk = CaseDesk(pool: shop.pool)
      try await withThrowingTaskGroup { group in
        for number in 1...8 {
          group.addTask { try await desk.assign("R000000\(number)", to: nil, by: "Ewa") }
        }
        try await group.waitForAll()
      }
      #expect(
        try await shop.texts("select responsible, count(*) from casework.case_record group by 1 order by 1")
          == ["(Ewa,4)", "(Jan,4)"])
    }
  }
}
