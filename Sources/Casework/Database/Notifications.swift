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

/// What a message says that the tables may say otherwise by the time it is rendered: which decision it is about, and the days
/// that it names. Nobody's personal data. Everything else is read when it is rendered.
package struct NotificationFacts: Codable, Sendable, Hashable {
  /// The version of the decision that the message tells.
  package var decision: Int?
  /// The last day of the answer.
  package var answerBy: CivilDate?
  /// The last day for the customer's reply.
  package var replyBy: CivilDate?
  /// What is asked for (S19).
  package var missing: [InformationItem]?
  /// Nobody chose, and the default applies.
  package var chosenByDefault: Bool?

  package init(
    decision: Int? = nil, answerBy: CivilDate? = nil, replyBy: CivilDate? = nil,
    missing: [InformationItem]? = nil, chosenByDefault: Bool? = nil
  ) {
    self.decision = decision
    self.answerBy = answerBy
    self.replyBy = replyBy
    self.missing = missing
    self.chosenByDefault = chosenByDefault
  }

  private enum CodingKeys: String, CodingKey {
    case decision, missing
    case answerBy = "answer_by"
    case replyBy = "reply_by"
    case chosenByDefault = "chosen_by_default"
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
