import Complaints
import Foundation
import LibPQ

/// An entry of the ledger that is about to be written: an intent.
struct LedgerDraft: Sendable, Hashable {
  let caseID: Int64
  let decisionVersion: Int
  let orderID: Int64?
  let line: CompensationLine
  /// It waits for goods that come back first: nobody is asked for it yet.
  let isHeld: Bool

  init(_ subject: CompensationCase, _ line: CompensationLine) {
    caseID = subject.caseID
    decisionVersion = subject.decisionVersion
    orderID = subject.orderID
    self.line = line
    isHeld = subject.awaitsReturn
  }

  /// Lines without an amount are goods, and no entries.
  static func write(_ drafts: [LedgerDraft], at moment: Date, in transaction: Transaction) async throws {
    let entries = drafts.compactMap { draft in draft.line.amount.map { (draft: draft, amount: $0) } }
    try await transaction.execute(
      .addLedgerEntries, entries.map(\.draft.caseID), entries.map(\.draft.decisionVersion),
      entries.map(\.draft.line.number), entries.map(\.draft.orderID),
      entries.map(\.draft.line.budget?.rawValue),
      entries.map(\.draft.line.remedy.rawValue), entries.map(\.draft.line.instrument.rawValue),
      entries.map(\.draft.line.means), entries.map(\.amount.minorUnits), entries.map(\.amount.currency.code),
      entries.map(\.draft.line.idempotencyKey), moment, entries.map(\.draft.isHeld))
  }

  func event(at moment: Date) -> CaseEvent {
    var details: [String: FactValue] = [
      "decision": .number(decisionVersion), "line": .number(line.number),
      "remedy": .text(line.remedy.rawValue),
      "instrument": .text(line.instrument.rawValue),
    ]
    if let amount = line.amount { details["amount"] = .money(amount) }
    return CaseEvent(.remedyIntended, caseID: caseID, by: .rules, at: moment, details)
  }
}

/// A step that an entry has taken, about to be written.
struct LedgerStep: Sendable, Hashable {
  let entryID: Int64
  /// One more than the entry had.
  let number: Int
  let status: LedgerStatus
  let reference: String?
  let reason: String?

  /// The next step of an entry.
  init(_ entry: LedgerEntry, _ status: LedgerStatus, reference: String? = nil, reason: String? = nil) {
    entryID = entry.entryID
    number = entry.steps + 1
    self.status = status
    self.reference = reference
    self.reason = reason
  }

  static func write(_ steps: [LedgerStep], at moment: Date, in transaction: Transaction) async throws {
    guard !steps.isEmpty else { return }
    try await transaction.execute(
      .addLedgerSteps, steps.map(\.entryID), steps.map(\.number), steps.map(\.status.rawValue),
      steps.map(\.reference), steps.map(\.reason), moment)
  }
}
