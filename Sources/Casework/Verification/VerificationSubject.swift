import Complaints
import Foundation
import LibPQ

/// What is verified of a case: its claim, and the order that it is about.
struct VerificationSubject: Sendable {
  let caseID: Int64
  let complaint: Complaint
  /// `nil`: the case names no order, or an unknown one.
  let orderID: Int64?
  /// The order was not known when the case was made.
  let isOrderNew: Bool
}

extension VerificationSubject {
  /// Reads a row of read_complaints.
  init(_ row: Row) throws {
    caseID = try row.decode(Int64.self, "case_id")
    orderID = try row.decode(Int64?.self, "order_id")
    isOrderNew = try row.decode(Bool.self, "is_order_new")
    let evidence = try row.decode([String].self, "evidence").map { word in
      guard let evidence = Evidence(rawValue: word) else {
        throw UnreadableColumn(column: "evidence", expected: "list of evidence")
      }
      return evidence
    }
    complaint = Complaint(
      kind: try row.word("kind"), submittedAt: try row.decode(Date.self, "submitted_at"),
      receivedAt: try row.decode(Date.self, "received_at"), standing: try row.optionalWord("standing"),
      claimedAmount: try row.optionalMoney("claimed_minor", "claimed_currency"),
      desiredRemedy: try row.optionalWord("desired_remedy"),
      preference: try row.optionalWord("preference"), product: try row.decode(String?.self, "product"),
      evidence: Set(evidence),
      customer: try VerificationSubject.match(row), isRepeat: try row.decode(Bool.self, "is_repeat"),
      wasAskedForInformation: try row.decode(Bool.self, "was_asked"),
      triedInVain: try row.remedies(triedBy: "failed_tasks"),
      repairedAt: try row.decode(Date?.self, "repaired_at"))
  }

  private static func match(_ row: Row) throws -> CustomerMatch {
    if try row.decode(Bool?.self, "is_owner") == true { return .matches }
    return CustomerMatch(
      claimedReference: try row.decode(String?.self, "claimant_reference"),
      claimedEmail: try row.decode(String?.self, "claimant_email"),
      orderReference: try row.decode(String?.self, "owner_reference"),
      orderEmail: try row.decode(String?.self, "owner_email"))
  }

  static func read(
    _ caseIDs: [Int64], in executor: some StatementExecutor
  ) async throws -> [Int64: VerificationSubject] {
    let subjects = try await executor.execute(.readComplaints, caseIDs).map(VerificationSubject.init)
    return Dictionary(uniqueKeysWithValues: subjects.map { ($0.caseID, $0) })
  }
}

extension Row {
  /// The remedies that a list of tasks was to carry out.
  func remedies(triedBy column: String) throws -> Set<Remedy> {
    Set(try decode([String].self, column).compactMap { TaskKind(rawValue: $0)?.remedy })
  }
}
