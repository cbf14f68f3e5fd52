import LibPQ
import Testing

@testable import Casework

@Suite struct InterruptedImportTests {
  private struct PowerCut: Error {}

  private static let file = Files.complaints((0..<10).map { ["reference": "S-\($0)"] })

  /// The power goes when two batches are in.
  private static func importUntilPowerCut(_ shop: Shop) async throws {
    try await shop.withFile(file, ComplaintRow.self) { file in
      _ = try await shop.importer.importComplaints(from: file) { event in
        if case .progress(let report) = event, report.added == 6 { throw PowerCut() }
      }
    }
  }

  @Test func anImportThatEndsInTheMiddleGoesOnWhereItWas() async throws {
    try await withShop { shop in
      await #expect(throws: PowerCut.self) { try await Self.importUntilPowerCut(shop.with(batchRows: 3)) }
      #expect(try await shop.number("select count(*) from casework.case_record") == 6)
      let again = try await shop.importComplaints(Self.file)
      #expect(again.report.alreadyThere == 6 && again.report.added == 4)
      #expect(try await shop.number("select count(*) from job_queue.entry where kind = 'verify'") == 10)
    }
  }

  /// Whatever statement of the transaction fails, nothing of its batch is there.
  @Test(arguments: ["case_event", "clock", "notification", "case_text"])
  func aBatchIsAllOrNothing(_ table: String) async throws {
    try await withShop { shop in
      try await shop.run("alter table casework.\(table) add constraint broken check (case_id < 6) not valid")
      await #expect(throws: PostgresError.self) {
        _ = try await shop.with(batchRows: 4).importComplaints(Self.file)
      }
      #expect(
        try await shop.texts(
          """
          select (select count(*) from casework.case_record), (select count(*) from casework.case_event where kind = 'received'),
            (select count(distinct case_id) from casework.clock),
            (select count(*) from casework.notification where kind = 'acknowledgement'),
            (select count(*) from job_queue.entry where kind = 'verify')
          """) == ["(4,4,4,4,4)"])
      try await shop.run("alter table casework.\(table) drop constraint broken")
      #expect(try await shop.importComplaints(Self.file).report.added == 6)
    }
  }
}
