import Complaints
import Foundation
import JobQueue
import LibPQ

/// A case as a step or a command finds it under its lock: what must be known before it is changed.
struct CaseHead: Sendable, Hashable {
  let caseID: Int64
  let reference: String
  let version: Int
  let state: CaseState
  let complaint: ComplaintKind
  /// The customer's language, as it was given.
  let locale: String
  let standing: Standing?
  /// How soon it is worked on, as the queue has it.
  var band: Int
  let policy: PolicyKey
  let receivedAt: Date
  /// How high it stands (S42); 0: with its handler.
  let escalationLevel: Int
  /// What was said in it is gone, and nothing is added any more.
  let isErased: Bool
  /// The person who answers for it (S25).
  let responsible: String
  /// The version of its last decision; 0: none.
  let decisions: Int
  /// When that decision was made; `nil`: none.
  let decidedAt: Date?
  /// The round of its last verification; 0: none.
  let rounds: Int
  /// Silence has accepted it (L1).
  let isDeemed: Bool

  /// The beginning of what happens to it now.
  func transition(at moment: Date) -> CaseTransition {
    CaseTransition(of: caseID, state: state, version: version, at: moment)
  }
}

extension CaseHead {
  /// Reads a row of read_case_heads.
  init(_ row: Row) throws {
    caseID = try row.decode(Int64.self, "case_id")
    reference = try row.decode(String.self, "reference")
    version = try row.decode(Int.self, "version")
    state = try row.word("state")
    complaint = try row.word("complaint")
    locale = try row.decode(String.self, "locale")
    standing = try row.optionalWord("standing")
    band = try row.decode(Int.self, "band")
    policy = try PolicyKey(row)
    receivedAt = try row.decode(Date.self, "received_at")
    escalationLevel = try row.decode(Int.self, "escalation_level")
    isErased = try row.decode(Bool.self, "is_erased")
    responsible = try row.decode(String.self, "responsible")
    decisions = try row.decode(Int.self, "decisions")
    decidedAt = try row.decode(Date?.self, "decided_at")
    rounds = try row.decode(Int.self, "rounds")
    isDeemed = try row.decode(Bool.self, "is_deemed")
  }

  /// Locks cases and reads them, in the order of their numbers.
  static func lock(_ caseIDs: [Int64], in transaction: Transaction) async throws -> [CaseHead] {
    try await transaction.executeUnit([
      Statement.lockCases.with(caseIDs), Statement.readCaseHeads.with(caseIDs),
    ])[1].map(CaseHead.init)
  }
}
