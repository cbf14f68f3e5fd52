import Complaints
import Foundation
import LibPQ

/// How far an entry has come. The raw value is what tables hold, but for `intended`, which is an entry
/// without steps.
enum LedgerStatus: String, Sendable, Hashable {
  case intended, executing, unknown, done, failed

  /// Nothing more will become of it.
  var isSettled: Bool { self == .done || self == .failed }
}

/// An entry of the ledger as it was read: an intent, and what became of it.
struct LedgerEntry: Sendable, Hashable {
  let entryID: Int64
  let caseID: Int64
  let decisionVersion: Int
  let budget: CompensationBudget
  let remedy: Remedy
  let instrument: CompensationLine.Instrument
  let means: String?
  let amount: Money
  let key: String
  let intendedAt: Date
  let status: LedgerStatus
  let steps: Int
}

extension LedgerEntry {
  /// Reads a row of read_case_ledgers.
  init(_ row: Row) throws {
    entryID = try row.decode(Int64.self, "entry_id")
    caseID = try row.decode(Int64.self, "case_id")
    decisionVersion = try row.decode(Int.self, "decision_version")
    budget = try row.word("budget")
    remedy = try row.word("remedy")
    instrument = try row.word("instrument")
    means = try row.decode(String?.self, "means")
    amount = try row.money("amount_minor", "currency")
    key = try row.decode(String.self, "idempotency_key")
    intendedAt = try row.decode(Date.self, "intended_at")
    status = try row.word("status")
    steps = try row.decode(Int.self, "steps")
  }

  /// Reads the entries of cases, oldest first.
  static func read(_ caseIDs: [Int64], in executor: some StatementExecutor) async throws -> [Int64:
    [LedgerEntry]]
  {
    let entries = try await executor.execute(.readCaseLedgers, caseIDs).map(LedgerEntry.init)
    return Dictionary(grouping: entries, by: \.caseID)
  }
}
