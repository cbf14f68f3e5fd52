package import Complaints
package import Foundation
import JobQueue
package import LibPQ

/// A message that a customer is owed, from the transaction that owes it.
package struct NewNotification: Sendable, Hashable {
  package let caseID: Int64
  package let kind: MessageKind
  package let facts: NotificationFacts
  /// It is neither written nor sent before, in business time; `nil`, or past: at once.
  package let notBefore: Date?
  /// `nil`: the channel that the customer prefers, else the one that the complaint came by (S28).
  package let channel: Channel?

  package init(
    _ kind: MessageKind, caseID: Int64, facts: NotificationFacts = NotificationFacts(),
    notBefore: Date? = nil, channel: Channel? = nil
  ) {
    self.caseID = caseID
    self.kind = kind
    self.facts = facts
    self.notBefore = notBefore
    self.channel = channel
  }
}

/// The outbox: messages written in the transaction that changed the case, and sent afterwards.
package enum Notifications {
  /// Writes messages and the jobs that send them. Each gets the next number of its case and kind, the case's language, and, where
  /// it has none, the channel that the customer prefers, else the one that the complaint came by (S28).
  ///
  /// News beyond the policy's cap is left out, with an event (`CappedUpdates`).
  ///
  /// The caller holds the cases' rows locked, or has just made them: two transactions that number one case's messages at
  /// once would collide on the key.
  package static func add(_ batch: [NewNotification], in transaction: Transaction) async throws {
    let batch = try await CappedUpdates.allowed(of: batch, in: transaction)
    guard !batch.isEmpty else { return }
    let rows = try await transaction.execute(
      .addNotifications, batch.map(\.caseID), batch.map(\.kind.rawValue),
      try batch.map { try JSONText(encoding: $0.facts) }, batch.map(\.notBefore),
      batch.map(\.channel?.rawValue))
    let jobs = try rows.map { row in
      NewJob(
        NotifyJob(notification: try row.decode(Int64.self, "notification_id")),
        band: Int(try row.decode(Int16.self, "band")), runAt: try row.decode(Date?.self, "run_at"),
        timeline: BusinessTime.timeline)
    }
    try await JobQueue.enqueue(jobs, in: transaction)
  }
}
