package import Complaints
import Foundation

extension CaseDesk {
  /// Hands a case up the shop's ladder (S42), to the nearest rung that is there for the reason. The work on it goes on where it
  /// stands; the customer is told who has it now.
  ///
  /// - Returns: who has it now.
  @discardableResult
  package func escalate(
    _ reference: String, because trigger: MessageContext.EscalationTrigger, by name: String,
    note: String? = nil
  ) async throws -> MessageContext.EscalationLevel {
    let actor = try await person(name)
    return try await change(reference) { locked in
      try locked.refused(
        unless: locked.head.state.owesNews, "what is settled, refused or taken back is not escalated")
      // In a sandbox: nobody hears of a complaint before it was made.
      guard locked.head.receivedAt <= locked.moment else {
        throw CaseRefusal.notReceived(locked.head.reference, locked.head.receivedAt)
      }
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      let ladder = try await locked.ladder()
      guard let holder = effects.escalate(locked.head, because: trigger, by: actor, on: ladder, &transition)
      else {
        let isAtTop = locked.head.escalationLevel >= locked.policy.escalation.ladder.count
        throw isAtTop
          ? CaseRefusal.topOfLadder(locked.head.reference)
          : CaseRefusal.noRung(locked.head.reference, trigger)
      }
      if let note { try await CaseDesk.add(note, by: actor, to: locked, &transition) }
      effects.transitions.append(transition)
      try await effects.apply(in: locked.transaction)
      return holder
    }
  }
}
