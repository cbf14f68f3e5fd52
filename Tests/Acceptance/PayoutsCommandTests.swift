import Foundation
import LibPQ
import TestSupport
import Testing

@Suite struct PayoutsCommandTests {
  @Test func aFileIsConfirmedOnce() async throws {
    try await withDatabase(.casework) { database in
      func payouts(_ words: String...) async throws -> Program.Result {
        try await Program.run("redress", ["payouts"] + words, database: database.connectionString)
      }
      let unknown = try await payouts("confirm", "1")
      #expect(
        unknown.status == 1
          && unknown.errors.contains("There is no payout file 1, or it was confirmed before"))
      let file = "insert into casework.payout_file (created_at) values (now())"
      try await database.pool.execute(Statement("file", file))
      #expect(try await payouts("confirm", "1").output == "Payout file 1: 0 payouts are paid.\n")
      #expect(try await payouts("confirm", "1").status == 1)
      #expect(try await payouts("confirm", "1", "--refused", "x").status == 2)
    }
  }
}
