import Complaints
import LibPQ
import Testing

@testable import Casework

/// A case's decision, made once more from what was kept.
@Suite struct CaseExplanationTests {
  private let damaged = ["kind": "damaged", "evidence": "photos"]

  @Test func whatWasRecordedIsWhatIsExplained() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints([:]))
      let explained = try await CaseDesk(pool: shop.pool).explain("r0000001")
      #expect(explained.reference == "R0000001")
      #expect(explained.explanation.assessment.rule == .accepted)
      #expect(explained.isAsRecorded)
      #expect(explained.record?.outcome == "accepted")
      #expect(explained.record?.wasOverruled == false)
      #expect(explained.policy.source == shop.policy.source)
    }
  }

  /// P4: formulas exact, with rounding named, beside the amount that came of them.
  @Test func theFormulaOfEachOptionIsKept() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints([:]))
      #expect(
        try await shop.texts("select formula from casework.remedy_option order by position") == [
          "(\"share 10/100 of paid, half_up, at least 5.00 PLN, at most 200.00 PLN\")",
          "(\"share 15/100 of paid, half_up, at most 200.00 PLN\")", "(none)",
        ])
      let offer = try await RecordedOffer.read(1, 1, in: shop.pool)
      #expect(offer?.offer.options.last?.formula == "none")
    }
  }

  @Test func whatWasAskedForBeforeIsKnown() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints(["kind": "damaged"]))
      let explained = try await CaseDesk(pool: shop.pool).explain("R0000001")
      // The decision that asks is not one that was made after asking.
      #expect(explained.explanation.assessment.rule == .askOnce)
      #expect(explained.isAsRecorded)
    }
  }

  @Test func whatOtherCasesHadBeenGivenByThenCounts() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints(damaged))
      let grant = { (line: Int, moment: String) in
        try await shop.run(
          """
          insert into casework.ledger_entry (case_id, decision_version, line, order_id, budget, remedy, instrument,
            means, amount_minor, currency, idempotency_key, intended_at)
          select 1, 1, \(line), 1, 'refund', 'refund_partial', 'original_means', 'card', 1000, 'PLN',
            'key-\(line)', casework.business_now() + interval '\(moment)'
          """)
      }
      try await grant(1, "-1 minute")
      try await shop.importAndVerify(Files.complaints(damaged.merging(["reference": "S-2"]) { $1 }))
      try await grant(2, "1 day")
      let explained = try await CaseDesk(pool: shop.pool).explain("R0000002")
      #expect(explained.explanation.assessment.rule == .repeated)
      let refund = explained.explanation.assessment.options.first { $0.remedy == .refundFull }
      #expect(refund?.amount?.minorUnits == 10_980)
      #expect(explained.isAsRecorded)
    }
  }

  @Test func aChangedCaseIsSaidToBeOne() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importAndVerify(Files.complaints([:]))
      try await shop.run("update casework.case_record set standing = 'business'")
      let explained = try await CaseDesk(pool: shop.pool).explain("R0000001")
      #expect(explained.explanation.assessment.rule == .standing)
      #expect(!explained.isAsRecorded)
    }
  }

  @Test func aCaseThatIsNotVerifiedHasNothingToExplain() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      let early = await #expect(throws: CaseRefusal.self) { try await desk.explain("R0000001") }
      #expect(early?.description.contains("has not been verified yet") == true)
      await #expect(throws: CaseRefusal.unknownCase("R7")) { try await desk.explain("R7") }
    }
  }
}
