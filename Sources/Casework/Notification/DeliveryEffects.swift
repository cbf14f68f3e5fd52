import Complaints
import Foundation
import JobQueue
import LibPQ

/// What a batch of news about sent mails changes, to be written with set-based statements.
package struct DeliveryEffects: Sendable {
  /// A clock that goes on, because what stopped it did not happen.
  private struct Reopened: Hashable {
    let caseID: Int64
    let kind: ClockKind
  }

  private var delivered: [Int64] = []
  private var bounced: [(notification: Int64, reason: BounceReason)] = []
  private var reopened: Set<Reopened> = []
  private var events: [CaseEvent] = []
  /// One for each case: what moves nowhere, and may go up.
  private var escalated: Set<Int64> = []
  private var effects: CaseEffects

  init(moment: Date) { effects = CaseEffects(moment: moment) }

  /// It has arrived. Where that is what the answer waits for, it is given now.
  mutating func addDelivery(of mail: SentMail, _ head: CaseHead, policy: Policy) {
    guard !mail.isDelivered, !mail.isBounced else { return }
    delivered.append(mail.notificationID)
    record(.notificationDelivered, of: mail)
    guard mail.kind.isAnswer, policy.clocks[.answer]?.answeredWhen == .delivered else { return }
    effects.clockStops.append(
      ClockStop(.answer, caseID: mail.caseID, reason: ClockEvent.answered.rawValue))
  }

  /// It has come back, which a mail may do also after a server took it.
  mutating func add(_ reason: BounceReason, of mail: SentMail, _ head: CaseHead, _ ladder: ShopLadder) {
    guard !mail.isBounced else { return }
    bounced.append((mail.notificationID, reason))
    record(.notificationBounced, of: mail, ["reason": .text(reason.rawValue)])
    // Who took the complaint back wants nothing more than to read that it is so.
    guard head.state != .withdrawn || mail.kind == .withdrawn else { return }
    effects.notifications.append(NewNotification(mail.kind, caseID: mail.caseID, facts: mail.facts))
    guard !head.state.isTerminal, !(mail.kind.isAnswer && mail.isAnsweredOtherwise) else { return }
    reopened.formUnion(mail.kind.duties.map { Reopened(caseID: mail.caseID, kind: $0) })
    if mail.kind.isAnswer { escalate(head, ladder) }
  }

  /// To the next rung, whatever it is for, and without a word to the customer: it is that words do not reach him.
  private mutating func escalate(_ head: CaseHead, _ ladder: ShopLadder) {
    guard escalated.insert(head.caseID).inserted,
      let step = ladder.step(above: head.escalationLevel, besides: head.responsible, because: nil)
    else { return }
    let trigger = "answer_bounced"
    effects.escalations.append(step.escalation(of: head.caseID, because: trigger))
    events.append(
      CaseEvent(
        .escalated, caseID: head.caseID, by: .rules, at: effects.moment, step.details(because: trigger)))
  }

  private mutating func record(
    _ kind: CaseEvent.Kind, of mail: SentMail, _ details: [String: FactValue] = [:]
  ) {
    let details = details.merging([
      "notification": .number(Int(mail.notificationID)), "message": .text(mail.kind.rawValue),
    ]) { $1 }
    events.append(CaseEvent(kind, caseID: mail.caseID, by: .rules, at: effects.moment, details))
  }

  func apply(in transaction: Transaction) async throws {
    if !delivered.isEmpty { try await transaction.execute(.markDelivered, delivered, effects.moment) }
    if !bounced.isEmpty {
      try await transaction.execute(
        .markBounced, bounced.map(\.notification), bounced.map(\.reason.rawValue), effects.moment)
    }
    try await CaseEvents.append(events, in: transaction)
    try await effects.apply(in: transaction)
    try await reopen(in: transaction)
  }

  private func reopen(in transaction: Transaction) async throws {
    guard !reopened.isEmpty else { return }
    let clocks = Array(reopened)
    let rows = try await transaction.execute(
      .reopenClocks, clocks.map(\.caseID), clocks.map(\.kind.rawValue))
    // Looked at at once: the time may be over.
    try await JobQueue.enqueue(
      try rows.map { row in
        NewJob(
          ClockJob(
            caseID: try row.decode(Int64.self, "case_id"), clock: try row.decode(String.self, "kind"),
            cycle: try row.decode(Int.self, "cycle")), timeline: BusinessTime.timeline)
      }, in: transaction)
  }
}
