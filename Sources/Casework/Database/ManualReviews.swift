package import Complaints
package import Foundation
package import LibPQ

/// A case that is about to be put before a person.
package struct NewReview: Sendable, Hashable {
  package let caseID: Int64
  package let reason: ReviewReason
  /// What the rules would have done (S17).
  package let proposal: Proposal?
  package let openedAt: Date

  package init(caseID: Int64, reason: ReviewReason, proposal: Proposal? = nil, openedAt: Date) {
    self.caseID = caseID
    self.reason = reason
    self.proposal = proposal
    self.openedAt = openedAt
  }
}

/// A case whose review has nothing to decide any more.
package struct ClosedReview: Sendable, Hashable {
  package let caseID: Int64
  package let actor: CaseActor
  package let closedAt: Date

  package init(caseID: Int64, by actor: CaseActor, at closedAt: Date) {
    self.caseID = caseID
    self.actor = actor
    self.closedAt = closedAt
  }
}

/// The queue that people empty. The caller holds the cases' rows locked: a case has one open review at most.
package enum ManualReviews {
  /// Puts the cases before the people who answer for them, who are told.
  package static func open(_ batch: [NewReview], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(
      .openReviews, batch.map(\.caseID), batch.map(\.reason.rawValue),
      try batch.map { try $0.proposal.map { try JSONText(encoding: $0.rawValue) } }, batch.map(\.openedAt))
    try await StaffNotices.add(
      batch.map { NewStaffNotice(.reviewOpened, caseID: $0.caseID, about: $0.reason.rawValue) },
      in: transaction)
  }

  /// Closes what is open of these cases.
  package static func close(_ batch: [ClosedReview], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(
      .closeReviews, batch.map(\.caseID), batch.map(\.actor.rawValue), batch.map(\.closedAt))
  }
}
