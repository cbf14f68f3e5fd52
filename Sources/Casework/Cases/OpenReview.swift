package import Foundation
import LibPQ

/// A case that waits for a person.
package struct OpenReview: Sendable, Hashable, Encodable {
  package let reference: String
  package let kind: String
  /// The raw value of a `ReviewReason`.
  package let reason: String
  /// What the rules would have done: `accept_partially`, `reject:` and a ground; `nil`: they had no idea.
  package let proposal: String?
  package let escalation: Int
  package let opened: Date
  /// When it is too late to answer; `nil`: answered, or not timed.
  package let answerDue: Date?

  /// The names that other lists of cases have for the same (docs/json.md).
  private enum CodingKeys: String, CodingKey {
    case reference, reason, proposal
    case kind = "complaint"
    case escalation = "escalation_level"
    case opened = "opened_at"
    case answerDue = "answer_due_at"
  }
}

extension CaseDesk {
  /// The cases that wait for a person, the nearest deadline first; at most so many.
  ///
  /// - Parameter responsible: only those of that person, in whatever case the name is written; `nil`: of all.
  package func openReviews(limit: Int = 1000, responsible: String? = nil) async throws -> [OpenReview] {
    try await pool.execute(.listReviews, limit, responsible).map { row in
      OpenReview(
        reference: try row.decode(String.self, "reference"), kind: try row.decode(String.self, "kind"),
        reason: try row.decode(String.self, "reason"), proposal: try row.decode(String?.self, "proposal"),
        escalation: try row.decode(Int.self, "escalation_level"),
        opened: try row.decode(Date.self, "opened_at"),
        answerDue: try row.decode(Date?.self, "answer_due"))
    }
  }
}
