package import Complaints
import Foundation
import LibPQ

/// A case's last verification, decided once more by the policy that it was received under.
package struct ExplainedCase: Sendable {
  /// What was recorded at the time.
  package struct Record: Sendable, Hashable {
    package let decisionVersion: Int
    package let outcome: String
    package let ground: String?
    package let reasons: [String]
    /// Somebody or a clock decided otherwise, or further, later.
    package let wasOverruled: Bool
  }

  package let reference: String
  package let complaint: Complaint
  package let policy: Policy
  /// Of the verification.
  package let round: Int
  package let explanation: DecisionExplanation
  /// `nil` where that verification led to no decision of the rules.
  package let record: Record?
  /// The rules decide today what they decided then. They do not when the case or the order's customer was changed by
  /// hand, or when this program's rules are others than those of the program that decided.
  package let isAsRecorded: Bool
}

extension CaseDesk {
  /// Why the rules decided a case as they did: the same snapshot, the same policy, the rules once more. Changes
  /// nothing.
  package func explain(_ reference: String) async throws -> ExplainedCase {
    do {
      return try await replay(reference)
    } catch {
      throw CaseRefusal(error, of: reference) ?? error
    }
  }

  private func replay(_ reference: String) async throws -> ExplainedCase {
    try await pool.withTransaction(.readOnly) { transaction in
      guard let row = try await transaction.execute(.explainCase, reference).first else {
        throw CaseRefusal.unknownCase(reference)
      }
      let caseID = try row.decode(Int64.self, "case_id")
      let subject = try await VerificationSubject.read([caseID], in: transaction)[caseID]
      guard let round = try row.decode(Int16?.self, "round"), var complaint = subject?.complaint else {
        throw CaseRefusal.decision(
          "case \(reference) has not been verified yet: nothing was decided by rules")
      }
      complaint.wasAskedForInformation = try row.decode(Bool.self, "was_asked_before")
      complaint.triedInVain = try row.remedies(triedBy: "failed_before")
      let key = PolicyKey(
        id: try row.decode(String.self, "policy_id"), version: try row.decode(String.self, "policy_version"))
      let policy = try await policies.policies([key], in: transaction).policy(of: key)
      var granted = OrderLedger.empty
      for row in try await transaction.execute(.readEarlierGrants, caseID, round) { try granted.add(row) }
      let takenAt = try row.decode(Date.self, "taken_at")
      granted.goodwillOfMonth =
        try await GoodwillMonths.read([policy], at: takenAt, until: takenAt, in: transaction)[policy]
      let order = try row.decode(JSONText.self, "facts").decoded(as: OrderSnapshot?.self)
      let explanation = try DecisionExplanation(complaint, order: order, granted: granted, policy: policy)
      let record = try ExplainedCase.Record(row)
      let options = try row.decode([String].self, "options")
      return ExplainedCase(
        reference: reference.uppercased(), complaint: complaint, policy: policy, round: Int(round),
        explanation: explanation, record: record,
        isAsRecorded: record.map { $0.agrees(with: explanation.assessment, options: options) } ?? true)
    }
  }
}

extension ExplainedCase.Record {
  /// Reads a row of explain_case.
  fileprivate init?(_ row: Row) throws {
    guard let version = try row.decode(Int16?.self, "version") else { return nil }
    decisionVersion = Int(version)
    outcome = try row.decode(String.self, "outcome")
    ground = try row.decode(String?.self, "ground")
    reasons = try row.decode(JSONText.self, "reasons").decoded()
    wasOverruled = try row.decode(Bool.self, "was_overruled")
  }

  /// - Parameter options: as explain_case gives them: `refund_full 11980 PLN`, `repair -`.
  fileprivate func agrees(with assessment: Assessment, options: [String]) -> Bool {
    let decision = assessment.decision
    return decision.ruling.code == outcome && decision.ruling.ground?.rawValue == ground
      && decision.reasons.map(\.rawValue) == reasons
      && assessment.options.map(\.recorded) == options
  }
}

extension RemedyOption {
  fileprivate var recorded: String {
    "\(remedy.rawValue) \(amount.map { "\($0.minorUnits) \($0.currency)" } ?? "-")"
  }
}
