import Complaints
import Foundation
import JobQueue
import LibPQ

/// What is erased in one transaction, and what the history says of it. The rows of the cases are locked by the caller.
///
/// Events, decisions, ledger and clocks hold ids, amounts, dates and words of ours: they stay as they are, and so does every sum that is made
/// of them. The files outside (attachments, mails) follow by the job `forget`, which the same transaction leaves.
struct Erasure: Sendable, Hashable {
  /// What the event says that is gone.
  enum Subject: String, Sendable, Hashable {
    /// What was said in a case, by all sides.
    case words
    case attachments
  }

  let moment: Date
  let actor: CaseActor
  /// Cases, each once.
  var words: [Int64] = []
  /// Cases, with attachments or without.
  var attachments: [Int64] = []
  /// Whose names and addresses go. A later import may bring them back.
  var names: [Int64] = []

  init(by actor: CaseActor, at moment: Date) {
    self.actor = actor
    self.moment = moment
  }

  func apply(in transaction: Transaction) async throws {
    var events: [CaseEvent] = []
    if !words.isEmpty {
      events += try await transaction.execute(.suppressUnsent, words, moment).map { row in
        CaseEvent(
          .notificationSuppressed, caseID: try row.decode(Int64.self, "case_id"), by: actor, at: moment,
          [
            "notification": .number(Int(try row.decode(Int64.self, "notification_id"))),
            "message": .text(try row.decode(String.self, "kind")),
          ])
      }
      try await transaction.execute(.eraseWords, words, moment)
      events += words.map { event($0, .words) }
    }
    if !attachments.isEmpty {
      let erased = try await transaction.execute(.eraseAttachments, attachments, moment).map { row in
        try row.decode(Int64.self, "case_id")
      }
      events += Set(erased).sorted().map { event($0, .attachments) }
    }
    if !names.isEmpty { try await transaction.execute(.eraseNames, names) }
    try await CaseEvents.append(events, in: transaction)
    try await JobQueue.enqueue(
      Set(words + attachments).sorted().map(ForgetJob.of), in: transaction)
  }

  private func event(_ caseID: Int64, _ what: Subject) -> CaseEvent {
    CaseEvent(.dataErased, caseID: caseID, by: actor, at: moment, ["what": .text(what.rawValue)])
  }
}
