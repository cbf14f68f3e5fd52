import Complaints
import Foundation
import LibPQ

/// A case as the end of one of its clocks finds it, read under its lock.
struct ClockCase: Sendable, Hashable {
  let caseID: Int64
  let version: Int
  let state: CaseState
  let band: Int
  let policy: PolicyKey
  let orderID: Int64?
  let complaint: Complaint
  /// The last decision's; 0: none.
  let decisionVersion: Int
  /// The last verification's; 0: none.
  let round: Int
  /// Of the option of the last decision that applies when nobody chooses.
  let defaultPosition: Int?
  /// The answer clock runs: neither answered nor breached.
  let awaitsAnswer: Bool
}

extension ClockCase {
  /// Reads a row of read_clock_cases.
  init(_ row: Row) throws {
    caseID = try row.decode(Int64.self, "case_id")
    version = try row.decode(Int.self, "version")
    state = try row.word("state")
    band = Int(try row.decode(Int16.self, "band"))
    policy = PolicyKey(
      id: try row.decode(String.self, "policy_id"), version: try row.decode(String.self, "policy_version"))
    orderID = try row.decode(Int64?.self, "order_id")
    complaint = Complaint(
      kind: try row.word("kind"), submittedAt: try row.decode(Date.self, "submitted_at"),
      receivedAt: try row.decode(Date.self, "received_at"), standing: try row.optionalWord("standing"),
      claimedAmount: try row.optionalMoney("claimed_minor", "claimed_currency"),
      desiredRemedy: try row.optionalWord("desired_remedy"),
      customer: CustomerMatch(
        claimedReference: try row.decode(String?.self, "claimant_reference"),
        claimedEmail: try row.decode(String?.self, "claimant_email"),
        orderReference: try row.decode(String?.self, "buyer_reference"),
        orderEmail: try row.decode(String?.self, "buyer_email")))
    decisionVersion = try row.decode(Int.self, "decision_version")
    round = try row.decode(Int.self, "round")
    defaultPosition = try row.decode(Int?.self, "default_position")
    awaitsAnswer = try row.decode(Bool.self, "awaits_answer")
  }

  /// Locks the cases and reads them.
  static func lock(_ caseIDs: Set<Int64>, in transaction: Transaction) async throws -> [Int64: ClockCase] {
    let ids = caseIDs.sorted()
    try await transaction.execute(.lockCases, ids)
    let cases = try await transaction.execute(.readClockCases, ids).map(ClockCase.init)
    return Dictionary(uniqueKeysWithValues: cases.map { ($0.caseID, $0) })
  }
}
