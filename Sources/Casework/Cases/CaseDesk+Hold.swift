import Complaints
import LibPQ

extension CaseDesk {
  /// Tells the customer that the answer is not known yet, what is known by now, and that the day of the answer stays
  /// (S29). No clock hears of it but that of the next news: the answer is as due as before.
  ///
  /// - Parameter words: what the person adds, in the language that the customer is written to in; see `PersonalStatement`.
  package func hold(_ reference: String, by name: String, saying words: String? = nil) async throws {
    let actor = try await person(name)
    try await change(reference) { locked in
      let head = locked.head
      try locked.refused(
        unless: head.state.isUndecided, "a holding reply is for a case that is not decided yet")
      // In a sandbox: nobody hears of a complaint before it was made.
      guard head.receivedAt <= locked.moment else {
        throw CaseRefusal.notReceived(head.reference, head.receivedAt)
      }
      var facts = NotificationFacts()
      if let said = try await locked.checked(words) {
        facts.statement = try await locked.add(said, by: actor)
      }
      var transition = locked.transition
      transition.record(
        .answerHeld, by: actor, facts.statement.map { ["statement": .number(Int($0))] } ?? [:])
      var effects = CaseEffects(moment: locked.moment)
      effects.transitions = [transition]
      effects.notifications = [NewNotification(.holdingReply, caseID: head.caseID, facts: facts)]
      try await effects.apply(in: locked.transaction)
    }
  }
}
