import Complaints
import Foundation
import JobQueue
import LibPQ

/// A case that goes up. An attribute, not a state: the work on it goes on where it stands.
struct CaseEscalation: Sendable, Hashable {
  let caseID: Int64
  let level: Int
  /// Who answers for the case from now on; `nil`: who did.
  let responsible: String?
  /// The rung's own, for where the list of handlers knows no address.
  let contact: String
  let trigger: String
  let notBefore: Date?
  /// Something goes with it.
  let handsOver: Bool

  /// Writes where the cases stand, and tells who has them now.
  static func write(_ batch: [CaseEscalation], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(
      .raiseCases, batch.map(\.caseID), batch.map(\.level), batch.map(\.responsible))
    try await StaffNotices.add(
      batch.map { escalation in
        NewStaffNotice(
          .escalated, caseID: escalation.caseID, about: escalation.trigger,
          to: .holder(escalation.responsible, contact: escalation.contact), notBefore: escalation.notBefore)
      }, in: transaction)
    try await JobQueue.enqueue(
      batch.filter(\.handsOver).map {
        NewJob(
          HandOverJob(caseID: $0.caseID, level: $0.level), runAt: $0.notBefore,
          timeline: BusinessTime.timeline)
      }, in: transaction)
  }
}

extension CaseEffects {
  /// Up the shop's ladder (S42) to the nearest rung that is there for the cause, with its event; whoever has it there answers for the case
  /// from now on, and the customer is told.
  ///
  /// - Returns: the rung; `nil`: there is none, and nothing happens.
  mutating func escalate(
    _ head: CaseHead, because trigger: MessageContext.EscalationTrigger, at warning: ClockWarning? = nil,
    by actor: CaseActor, on ladder: ShopLadder, _ transition: inout CaseTransition
  ) -> MessageContext.EscalationLevel? {
    let step = ladder.step(
      above: head.escalationLevel, besides: head.responsible, because: trigger, at: warning)
    return step.map { climb($0, head, because: trigger, by: actor, &transition) }
  }

  /// The same to a rung that is known.
  @discardableResult
  mutating func climb(
    _ step: ShopLadder.Step, _ head: CaseHead, because trigger: MessageContext.EscalationTrigger,
    by actor: CaseActor, _ transition: inout CaseTransition
  ) -> MessageContext.EscalationLevel {
    escalations.append(step.escalation(of: head.caseID, because: trigger.rawValue))
    transition.record(.escalated, by: actor, step.details(because: trigger.rawValue))
    notifications.append(
      NewNotification(.escalated, caseID: head.caseID, facts: step.facts(because: trigger)))
    return step.rung.level
  }
}
