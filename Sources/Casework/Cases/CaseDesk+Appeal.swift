import Complaints
import Foundation
import LibPQ

extension CaseDesk {
  /// The customer does not leave it at the answer: appeals against a refusal, while the policy's time for it lasts,
  /// or says that the remedy did not settle it. A person decides anew, one rung up where there is one (S42), and the
  /// customer is told so.
  ///
  /// - Parameters:
  ///   - staff: who enters it on the customer's word; `nil`: the customer did.
  ///   - note: kept with the case, for who decides.
  package func appeal(_ reference: String, staff: String? = nil, note: String? = nil) async throws {
    let actor = try await actor(staff)
    try await change(reference) { locked in
      let head = locked.head
      try locked.refused(
        unless: head.state.canBeContested,
        "only a refusal, or a remedy that did not settle it, can be contested")
      var transition = locked.transition
      if head.state == .rejected { try await locked.refuseLateAppeal() }
      if let note { try await CaseDesk.add(note, by: actor, to: locked, &transition) }
      var effects = CaseEffects(moment: locked.moment)
      try effects.contest(head, by: actor, &transition, on: try await locked.ladder())
      effects.transitions.append(transition)
      try await effects.apply(in: locked.transaction)
    }
  }
}

extension CaseEffects {
  /// A refused case, or one whose remedy did not settle it, is before a person again, and what ran towards its closing stops.
  mutating func hearAgain(
    _ head: CaseHead, because reason: ReviewReason, by actor: CaseActor, _ policy: Policy,
    _ transition: inout CaseTransition, cause: TransitionCause = .handling
  ) throws {
    if transition.state == .rejected { try transition.move(to: .appealed, by: actor) }
    try openReview(because: reason, by: actor, cause: cause, &transition)
    clockStops += ClockStop.stopped(by: .disagreed, caseID: head.caseID)
    newClocks += try NewClock.started(
      by: .disagreed, at: moment, caseID: head.caseID, standing: head.standing, policy: policy)
  }

  /// A refusal, or a remedy that did not settle it, is not the last word: a person decides anew, one rung up.
  mutating func contest(
    _ head: CaseHead, by actor: CaseActor, _ transition: inout CaseTransition, on ladder: ShopLadder
  ) throws {
    transition.record(.appealed, by: actor, ["decision": .number(head.decisions)])
    try hearAgain(head, because: .customerDisagrees, by: actor, ladder.policy, &transition)
    if escalate(head, because: .deadlock, by: actor, on: ladder, &transition) == nil {
      // Nobody stands above who is there for that: nobody new to name, but the customer hears that it goes on.
      notifications.append(NewNotification(.statusUpdate, caseID: head.caseID))
    }
  }
}

extension CaseState {
  /// The customer has an answer, and need not leave it at that.
  var canBeContested: Bool { self == .rejected || self == .resolved }
}

extension CaseDesk.LockedCase {
  /// The clock that closes a refused case is the time for its appeal, and ends it also before a worker has looked.
  fileprivate func refuseLateAppeal() async throws {
    let rows = try await transaction.execute(
      .readClockEnd, head.caseID, ClockKind.followUp.rawValue)
    guard let end = try rows.first?.decode(Date.self, "due_at"), end <= moment else { return }
    throw CaseRefusal.appealTooLate(head.reference, lastDay: policy.zone.lastDay(before: end))
  }
}
