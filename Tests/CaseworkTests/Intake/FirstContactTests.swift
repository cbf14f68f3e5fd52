import Complaints
import LibPQ
import Testing

@testable import Casework

/// The record of the first contact (S20, S23).
@Suite struct FirstContactTests {
  private let header = "reference,kind,channel,locale,submitted_at,body"
  private let row = "S-1,damaged,phone,pl,2026-03-02 09:00:00,Pęknięty."

  @Test func whoTookItInAndWhenIsRecorded() async throws {
    try await withShop { shop in
      let imported = try await shop.importComplaints(
        "\(header),taken_by,contacted_at,form_version\n\(row),Ewa Maj,2026-03-02 08:50:00,2026-1\n")
      #expect(imported.report.added == 1)
      #expect(
        try await shop.texts(
          """
          select taken_by, contacted_at at time zone 'Europe/Warsaw', form_version from casework.case_record
          """) == [#"("Ewa Maj","2026-03-02 08:50:00",2026-1)"#])
      // What was not said before changes nothing of what was there.
      try await shop.importComplaints("\(header)\n\(row.replacing("S-1", with: "S-2"))\n")
      let again = try await shop.importComplaints(
        "\(header),taken_by,contacted_at,form_version\n\(row.replacing("S-1", with: "S-2")),,,\n")
      #expect(again.report.alreadyThere == 1)
      let bad = try await shop.importComplaints(
        "\(header),contacted_at\n\(row.replacing("S-1", with: "S-3")),soon\n")
      #expect(bad.report.rejected == 1)
    }
  }

  @Test(arguments: [("consumer", "deem_accepted"), ("business", "escalate")])
  func whoDoesNotSayIsStoredSoAndTakenForWhomThePolicySays(
    _ taken: String, _ onBreach: String
  ) async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "  decided_by_rules: [consumer, sole_trader]\n",
      with: "  decided_by_rules: [consumer, sole_trader]\n  unstated: \(taken)\n")
    try await withShop(policy: source) { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints(["standing": ""]))
      #expect(try await shop.texts("select standing from casework.case_record") == ["()"])
      #expect(
        try await shop.texts("select on_breach from casework.clock where kind = 'answer'") == [
          "(\(onBreach))"
        ])
      #expect(
        try await shop.texts("select outcome from casework.check_result where name = 'standing'")
          == ["(indeterminate)"])
      #expect(try await shop.state() == (taken == "consumer" ? "awaiting_choice" : "manual_review"))
      let reasons = try await shop.texts("select reason from casework.manual_review")
      #expect(reasons == (taken == "consumer" ? [] : ["(business_standing)"]))
    }
  }

  /// The clock that is started with the case stands still where its policy says so.
  @Test func theClocksOfANewCaseKnowWhereTheyStandStill() async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "    answered_when: dispatched ",
      with: "    paused_in: [awaiting_information]\n    answered_when: dispatched ")
    try await withShop(policy: source) { shop in
      try await shop.importComplaints(Files.complaints([:]))
      #expect(
        try await shop.texts("select paused_in from casework.clock where kind = 'answer'")
          == ["({awaiting_information})"])
    }
  }
}
