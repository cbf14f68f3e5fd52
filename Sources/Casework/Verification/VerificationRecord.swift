import Complaints
import Foundation
import LibPQ

/// One round of a case's verification, to be kept: the order as it was seen, and every check with what it saw (S18).
struct VerificationRecord: Sendable {
  let caseID: Int64
  let round: Int
  let asOf: Date
  let orderID: Int64?
  let snapshot: OrderSnapshot?
  let verification: Verification

  /// With two statements for all.
  static func add(_ batch: [VerificationRecord], at moment: Date, in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    let checks = batch.flatMap { record in
      record.verification.checks.enumerated().map { (record: record, position: $0 + 1, check: $1) }
    }
    try await transaction.executeUnit([
      Statement.addSnapshots.with(
        batch.map(\.caseID), batch.map(\.round), batch.map(\.asOf), moment, batch.map(\.orderID),
        try batch.map { try JSONText(encoding: $0.snapshot) }),
      Statement.addChecks.with(
        checks.map(\.record.caseID), checks.map(\.record.round), checks.map(\.position),
        checks.map(\.check.name.rawValue),
        checks.map(\.check.outcome.rawValue), try checks.map { try JSONText(encoding: $0.check.facts) }),
    ])
  }

  /// For the history.
  var eventDetails: [String: FactValue] {
    func names(_ outcome: CheckOutcome) -> FactValue {
      .list(verification.checks.filter { $0.outcome == outcome }.map(\.name.rawValue))
    }
    var details: [String: FactValue] = [
      "round": .number(round), "failed": names(.fail), "indeterminate": names(.indeterminate),
    ]
    details["delivery"] = verification.delivery.map { .text($0.fact.code) }
    return details
  }
}
