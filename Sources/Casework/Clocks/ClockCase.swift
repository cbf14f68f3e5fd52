import Complaints
import Foundation
import LibPQ

/// A case as the end of one of its clocks finds it, read under its lock.
struct ClockCase: Sendable, Hashable {
  let caseID: Int64
  let version: Int
  let state: CaseState
  let escalationLevel: Int
  let complaint: Complaint
  let policy: PolicyKey
  let orderID: Int64?
  /// The last decision's; 0 when there is none.
  let decisionVersion: Int
  let round: Int
  let reasons: [Reason]
  /// Of the last decision's options.
  let defaultPosition: Int?
}

extension ClockCase {
  /// Locks cases and reads them: two statements, so that the second sees what was committed while the first one waited.
  static func lock(_ caseIDs: Set<Int64>, in transaction: Transaction) async throws -> [Int64: ClockCase] {
    let ids = caseIDs.sorted()
    let rows = try await transaction.executeUnit([
      Statement.lockCases.with(ids), Statement.readClockCases.with(ids),
    ])
    let cases = try rows[1].map(ClockCase.init)
    return Dictionary(uniqueKeysWithValues: cases.map { ($0.caseID, $0) })
  }

  /// Reads a row of read_clock_cases.
  private init(_ row: Row) throws {
    caseID = try row.decode(Int64.self, "case_id")
    version = try row.decode(Int.self, "version")
    state = try row.word("state")
    escalationLevel = try row.decode(Int.self, "escalation_level")
    orderID = try row.decode(Int64?.self, "order_id")
    policy = PolicyKey(
      id: try row.decode(String.self, "policy_id"), version: try row.decode(String.self, "policy_version"))
    complaint = try Complaint(row)
    decisionVersion = try row.decode(Int?.self, "decision_version") ?? 0
    round = try row.decode(Int?.self, "round") ?? 0
    reasons =
      try row.decode(JSONText?.self, "reasons")?.decoded(as: [String].self).compactMap(Reason.init) ?? []
    defaultPosition = try row.decode(Int?.self, "default_position")
  }
}

extension Complaint {
  fileprivate init(_ row: Row) throws {
    // The intake makes a complaint the order's customer's only when name of account or address agree (S23).
    let isOrdersCustomer = try row.decode(Bool?.self, "is_orders_customer")
    self.init(
      kind: try row.word("kind"), submittedAt: try row.decode(Date.self, "submitted_at"),
      receivedAt: try row.decode(Date.self, "received_at"), standing: try row.optionalWord("standing"),
      claimedAmount: try row.optionalMoney("claimed_minor", "claimed_currency"),
      desiredRemedy: try row.optionalWord("desired_remedy"),
      evidence: Set(try row.decode([String].self, "evidence").compactMap(Evidence.init)),
      customer: isOrdersCustomer == true ? .matches : isOrdersCustomer == false ? .differs : .unknown,
      isRepeat: try row.decode(Bool.self, "is_repeat"))
  }
}
