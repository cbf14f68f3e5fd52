import LibPQ
import Testing

@testable import Casework

@Suite struct ConcurrentImportTests {
  /// Several complaints of each customer and order, so that importers meet on customers, orders and cases.
  private static func rows(_ count: Int) -> [[String: String]] {
    (0..<count).map { number in
      [
        "reference": "S-\(number)", "order_reference": "A-\(number % 20)",
        "customer_reference": "C-\(number % 20)",
        "received_at": "2026-03-02 09:\(30 + number % 30):00",
      ]
    }
  }

  @Test func importersOfOneFileBringInEachRowOnce() async throws {
    try await withShop { shop in
      let shop = shop.with(batchRows: 17)
      let rows = Self.rows(200)
      // In different orders, so that their batches overlap in every way.
      let files = [rows, rows.reversed(), rows.shuffled(), rows].map { Files.complaints($0) }
      let reports = try await withThrowingTaskGroup(of: ImportReport.self) { group in
        for file in files { group.addTask { try await shop.importComplaints(file).report } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(reports.map(\.added).reduce(0, +) == 200)
      #expect(reports.map(\.alreadyThere).reduce(0, +) == 600)
      #expect(reports.map(\.rejected).reduce(0, +) == 0)
      #expect(try await shop.number("select count(*) from casework.case_record") == 200)
      #expect(try await shop.number("select count(*) from casework.customer") == 20)
      #expect(try await shop.number("select count(*) from job_queue.entry where kind = 'verify'") == 200)
      #expect(
        try await shop.number("select count(*) from casework.notification where kind = 'acknowledgement'")
          == 200)
      // Ten complaints of each customer about one order: whoever came first, all the others have a parent.
      #expect(
        try await shop.number("select count(*) from casework.case_record where parent_case_id is null") >= 20)
    }
  }

  @Test func importersOfOneFileOfOrdersAgree() async throws {
    try await withShop { shop in
      let shop = shop.with(batchRows: 13)
      let header = Files.orders()
      let lines = (0..<150).map {
        Files.orders(["order_reference": "A-\($0)", "customer_reference": "C-\($0 % 15)"]).split(
          separator: "\n")[1]
      }
      let files = [lines, lines.reversed(), lines.shuffled()].map {
        header + $0.joined(separator: "\n") + "\n"
      }
      let reports = try await withThrowingTaskGroup(of: ImportReport.self) { group in
        for file in files { group.addTask { try await shop.importOrders(file).report } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(reports.map(\.added).reduce(0, +) == 150)
      #expect(reports.map(\.alreadyThere).reduce(0, +) == 300)
      #expect(try await shop.number("select count(*) from casework.order_item") == 150)
    }
  }
}
