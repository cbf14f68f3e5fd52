import Complaints
import Foundation
import LibPQ

/// The options that were recorded with a decision.
struct RecordedOffer: Sendable {
  let offer: Offer
  /// By option, from 1.
  let positions: [Int]

  /// `nil`: the decision has none.
  static func read(
    _ caseID: Int64, _ decision: Int, in executor: some StatementExecutor
  ) async throws -> RecordedOffer? {
    let rows = try await executor.execute(.readOffer, caseID, decision)
    guard let first = rows.first else { return nil }
    let options = try rows.map { row in
      RemedyOption(
        try row.word("remedy"), amount: try row.optionalMoney("amount_minor", "currency"),
        formula: try row.decode(String.self, "formula"), basis: try row.word("basis"),
        needsReturn: try row.decode(Bool.self, "needs_return"))
    }
    let standard = try rows.firstIndex { try $0.decode(Bool.self, "is_default") } ?? 0
    return RecordedOffer(
      offer: Offer(
        options: options, validUntil: try first.decode(Date.self, "valid_until"),
        defaultRemedy: options[standard].remedy),
      positions: try rows.map { try $0.decode(Int.self, "position") })
  }
}
