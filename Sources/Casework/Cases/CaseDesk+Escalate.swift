package import Complaints
import Foundation

extension CaseDesk {
  /// Hands a case one rung up the shop's ladder (S42). The work on it goes on where it stands; the customer is told who
  /// has it now.
  ///
  /// - Returns: who has it now.
  @discardableResult
  package func escalate(
    _ reference: String, because trigger: MessageContext.EscalationTrigger, by name: String,
    note: String? = nil
  ) async throws -> MessageContext.EscalationLevel {
    let actor = try CaseDesk.person(name)
    return try await change(reference) { locked in
      try locked.refused(
        unless: locked.head.state.owesNews, "what is settled, refused or taken back is not escalated")
      // In a sandbox: nobody hears of a complaint before it was made.
      guard locked.head.receivedAt <= locked.moment else {
        throw CaseRefusal.notReceived(locked.head.reference, locked.head.receivedAt)
      }
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      guard let holder = effects.escalate(locked.head, because: trigger, by: actor, &transition) else {
        throw CaseRefusal.topOfLadder(locked.head.reference)
      }
      if let note { try await CaseDesk.add(note, by: actor, to: locked, &transition) }
      effects.transitions.append(transition)
      try await effects.apply(in: locked.transaction)
      return holder
    }
  }
}
