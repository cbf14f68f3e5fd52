package import Complaints
import JobQueue
package import LibPQ

/// A message that a customer is owed, from the transaction that owes it.
package struct NewNotification: Sendable, Hashable {
  package let caseID: Int64
  package let kind: MessageKind
  package let facts: NotificationFacts

  package init(_ kind: MessageKind, caseID: Int64, facts: NotificationFacts = NotificationFacts()) {
    self.caseID = caseID
    self.kind = kind
    self.facts = facts
  }
}

/// The outbox: messages written in the transaction that changed the case, and sent afterwards.
package enum Notifications {
  /// Writes messages and the jobs that send them. Each gets the next number of its case and kind, the case's language, and the
  /// channel that the customer prefers, else the one that the complaint came by (S28).
  ///
  /// The caller holds the cases' rows locked, or has just made them: two transactions that number one case's messages at
  /// once would collide on the key.
  package static func add(_ batch: [NewNotification], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    let rows = try await transaction.execute(
      .addNotifications, batch.map(\.caseID), batch.map(\.kind.rawValue),
      try batch.map { try JSONText(encoding: $0.facts) })
    let jobs = try rows.map { row in
      NewJob(
        NotifyJob(notification: try row.decode(Int64.self, "notification_id")),
        band: Int(try row.decode(Int16.self, "band")))
    }
    try await JobQueue.enqueue(jobs, in: transaction)
  }
}
