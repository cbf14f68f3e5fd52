import Complaints
import LibPQ

/// A case that is to be compensated, as it was read under its lock: what was decided and chosen.
struct CompensationCase: Sendable, Hashable {
  let caseID: Int64
  let version: Int
  let orderID: Int64?
  let policy: PolicyKey
  let decisionVersion: Int
  let option: RemedyOption
  let chooser: Choice.Chooser
}

extension CompensationCase {
  /// Reads a row of read_compensations.
  init(_ row: Row) throws {
    caseID = try row.decode(Int64.self, "case_id")
    version = try row.decode(Int.self, "version")
    orderID = try row.decode(Int64?.self, "order_id")
    policy = try PolicyKey(row)
    decisionVersion = try row.decode(Int.self, "decision_version")
    option = RemedyOption(
      try row.word("remedy"), amount: try row.optionalMoney("amount_minor", "currency"),
      basis: try row.word("basis"),
      needsReturn: try row.decode(Bool.self, "needs_return"))
    chooser = try row.word("chosen_by")
  }

  /// Locks the cases of the jobs that are still to be compensated for the decision that their job names.
  static func lock(_ jobs: [CompensateJob], in transaction: Transaction) async throws -> [CompensationCase] {
    let unique = Set(jobs)
    let rows = try await transaction.executeUnit([
      Statement.lockCases.with(Set(unique.map(\.caseID)).sorted()),
      Statement.readCompensations.with(unique.map(\.caseID), unique.map(\.decision)),
    ])
    return try rows[1].map(CompensationCase.init)
  }
}
