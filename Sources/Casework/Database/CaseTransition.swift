package import Complaints
package import Foundation

/// What happens to one case in one transaction: its steps from state to state, and the events between them, in order.
///
/// Pure: it only refuses what the state machine does not have. `CaseTransition.apply` writes a batch of them.
package struct CaseTransition: Sendable, Hashable {
  package let caseID: Int64
  /// As it was read; the write succeeds only while the case still has it.
  package let version: Int
  /// The state after the steps so far.
  package private(set) var state: CaseState
  /// How many steps: the case's version grows by as many.
  package private(set) var steps = 0
  package private(set) var events: [CaseEvent] = []
  private let moment: Date

  /// Begins with the case as it was read. `moment` is the business time of all events.
  package init(of caseID: Int64, state: CaseState, version: Int, at moment: Date) {
    self.caseID = caseID
    self.state = state
    self.version = version
    self.moment = moment
  }

  /// One step, with its event.
  package mutating func move(
    to next: CaseState, by actor: CaseActor, cause: TransitionCause = .handling
  ) throws(IllegalTransition) {
    let previous = state
    state = try state.moving(to: next, cause: cause)
    steps += 1
    record(
      .stateChanged, by: actor,
      [
        "from": .text(previous.rawValue), "to": .text(next.rawValue), "cause": .text(cause.rawValue),
        "version": .number(version + steps),
      ])
  }

  /// Something else that happened at this point.
  package mutating func record(
    _ kind: CaseEvent.Kind, by actor: CaseActor, _ details: [String: FactValue] = [:]
  ) {
    events.append(CaseEvent(kind, caseID: caseID, by: actor, at: moment, details))
  }
}

/// Somebody else changed the case since it was read. Look at it again.
package struct CaseChangedMeanwhile: Error, Hashable, Sendable, CustomStringConvertible {
  package let caseIDs: [Int64]

  package var description: String {
    "changed by somebody else in the meantime: case \(caseIDs.map(String.init).joined(separator: ", "))"
  }
}
