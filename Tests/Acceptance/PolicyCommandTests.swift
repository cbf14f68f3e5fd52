import Casework
import Complaints
import Foundation
import LibPQ
import TestSupport
import Testing

/// `redress policy`, as people call it.
@Suite struct PolicyCommandTests {
  private static let samples = ["--complaints", Program.sample("complaints.csv")]

  @Test func simulatingNeedsNoDatabaseWhenEverythingIsAFile() async throws {
    let result = try await Program.run(
      "redress",
      ["policy", "simulate", "uk", "--against", "pl", "--orders", Program.sample("orders.csv")]
        + Self.samples)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.hasPrefix("186 complaints under uk version 1, against pl version 1; nothing was written"))
    #expect(result.output.contains("manual review: above approval limit"))
    #expect(result.output.contains("wish or default, PLN"))
  }

  @Test func simulatingLeavesNothingBehind() async throws {
    try await withDatabase(.casework) { database in
      let simulation = ["policy", "simulate", "pl"] + Self.samples
      let unknown = try await Program.run("redress", simulation, database: database.connectionString)
      #expect(unknown.status == 2)
      #expect(unknown.errors.contains("no version of the policy pl to compare with"))

      let policy = try Policy.read(try #require(ShippedPolicies.source("pl")))
      try await policy.pin(in: database.pool)
      let result = try await Program.run("redress", simulation, database: database.connectionString)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("Every complaint would have been decided the same way."))
      #expect(result.output.contains("named an order that is not known"))
      let rows = try await database.pool.execute(
        Statement("count_traces", "select count(*) from casework.case_record"))
      #expect(try rows[0].decode(Int64.self, "count") == 0)
    }
  }

  @Test func aFileThatIsNoFileOfComplaintsIsRefused() async throws {
    let result = try await Program.run(
      "redress",
      ["policy", "simulate", "pl", "--against", "pl", "--orders", Program.sample("orders.csv")]
        + ["--complaints", Program.sample("orders.csv")])
    #expect(result.status == 2)
    #expect(result.errors.contains("cannot be read"))
    #expect(result.output.isEmpty)
  }
}
