import Casework
import Foundation
import LibPQ
import TestSupport
import Testing

/// One complaint, typed in.
@Suite struct SubmitTests {
  private static let complaint = [
    "submit", "--policy", "pl", "--kind", "damaged", "--locale", "pl", "--body", "Pęknięty.", "--format",
    "json",
  ]

  private func submit(_ database: TestDatabase, _ more: String...) async throws -> Program.Result {
    try await Program.run("redress-producer", Self.complaint + more, database: database.connectionString)
  }

  @Test func repeatedLaterItIsTheSameComplaint() async throws {
    try await withDatabase(.casework) { database in
      try await Sandbox.mark(in: database.pool)
      #expect(try await submit(database, "--reference", "A1").output.contains("\"is_new\" : true"))
      // Without a time of its own it must not become another complaint by being typed again a day later.
      _ = try await Sandbox.advance(by: .seconds(86_400), in: database.pool)
      let again = try await submit(database, "--reference", "A1")
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.output.contains("\"is_new\" : false"))
      let other = try await submit(database, "--reference", "A1", "--subject", "Kubek")
      #expect(other.status == 2)
      #expect(other.errors.contains("Another complaint has the reference A1: case R0000001."))
    }
  }

  @Test func itIsSentInBusinessTime() async throws {
    try await withDatabase(.casework) { database in
      let start = try Date("2026-03-15T12:00:00Z", strategy: .iso8601)
      try await Sandbox.mark(in: database.pool, startingAt: start)
      #expect(try await submit(database).status == 0)
      let file = try await CaseDesk(pool: database.pool).show("R0000001")
      #expect((0..<600).contains(file.received.timeIntervalSince(start)))
    }
  }

  /// S20, S23: what happened, since when, what was tried; who took it in, and on which form.
  @Test func theWholeFormIsTakenIn() async throws {
    try await withDatabase(.casework) { database in
      let taken = try await submit(
        database, "--happened", "Pękł kubek.", "--began", "2026-03-01", "--tried", "Klej.", "--taken-by",
        "Ewa Maj", "--contacted-at", "2026-03-01T10:00:00Z", "--form", "2026-1")
      #expect(taken.status == 0, "\(taken.errors)")
      let file = try await CaseDesk(pool: database.pool).show("R0000001")
      #expect(file.words?.happened == "Pękł kubek." && file.words?.began == "2026-03-01")
      #expect(file.words?.tried == "Klej." && file.takenBy == "Ewa Maj" && file.form == "2026-1")
      #expect(file.contacted == (try Date("2026-03-01T10:00:00Z", strategy: .iso8601)))
      #expect(file.standing == nil)
      let shown = try await Program.run(
        "redress", ["case", "show", "R0000001"], database: database.connectionString)
      #expect(shown.output.contains("not stated"))
      #expect(shown.output.contains("2026-03-01 10:00, with Ewa Maj, on form 2026-1"))
      try await HandlerDesk(pool: database.pool).add("Jan Lis", email: "jan@shop.example")
      let stranger = try await submit(database, "--taken-by", "Ewa Maj")
      #expect(stranger.status == 2)
      #expect(stranger.errors.contains("Ewa Maj is not on the shop's list of handlers."))
      #expect(try await submit(database, "--began", "yesterday").status == 2)
    }
  }

  @Test func whatLooksLikeAFlagIsTheValueOfOne() async throws {
    let claim = try await Program.run(
      "redress-producer", Self.complaint + ["--claim", "-5.00", "--currency", "PLN"])
    #expect(claim.status == 2)
    #expect(claim.errors.contains("claimed_amount: an amount is negative: write it without a sign"))
  }
}
