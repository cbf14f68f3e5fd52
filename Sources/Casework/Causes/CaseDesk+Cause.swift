import Complaints
import LibPQ

extension CaseDesk {
  /// Puts a complaint down to a cause (S44), in any state: what it came from is often known only when it is over. Takes the
  /// place of the rules' guess, which never comes back, and of what another person said.
  ///
  /// Throws `CauseRefusal.unknown` for a code that is not in the catalogue.
  package func setCause(of reference: String, to code: String, by name: String) async throws {
    let actor = try await person(name)
    try await change(reference) { locked in
      let rows = try await locked.transaction.execute(
        .setCause, locked.head.caseID, code, actor.rawValue, locked.moment)
      guard !rows.isEmpty else { throw CauseRefusal.unknown(code) }
      var transition = locked.transition
      transition.record(.causeSet, by: actor, ["cause": .text(code)])
      try await CaseTransition.apply([transition], in: locked.transaction)
    }
  }
}
