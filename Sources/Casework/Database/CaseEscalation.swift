import Complaints
import LibPQ

/// A case that goes up. An attribute, not a state: the work on it goes on where it stands.
struct CaseEscalation: Sendable, Hashable {
  let caseID: Int64
  let level: Int

  static func write(_ batch: [CaseEscalation], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(.raiseCases, batch.map(\.caseID), batch.map(\.level))
  }
}

extension CaseEffects {
  /// One rung up the shop's ladder (S42), with its event; the customer is told who has it now.
  ///
  /// - Returns: who has it now; `nil`: it stands at the top, and nothing happens.
  mutating func escalate(
    _ head: CaseHead, because trigger: MessageContext.EscalationTrigger, by actor: CaseActor,
    _ transition: inout CaseTransition
  ) -> MessageContext.EscalationLevel? {
    guard let rung = EscalationLadder.rung(above: head.escalationLevel) else { return nil }
    escalations.append(CaseEscalation(caseID: head.caseID, level: rung.level))
    transition.record(
      .escalated, by: actor, ["level": .number(rung.level), "trigger": .text(trigger.rawValue)])
    notifications.append(
      NewNotification(
        .escalated, caseID: head.caseID,
        facts: NotificationFacts(escalatedTo: rung.holder, because: trigger)))
    return rung.holder
  }
}
