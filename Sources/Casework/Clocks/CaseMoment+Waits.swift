import Complaints
import Foundation

/// What the end of a wait brings. A case that has moved on since is left alone.
extension CaseMoment {
  mutating func endWait(_ clock: ClockRow) throws {
    var reason = "expired"
    switch clock.kind {
    case .information where state == .awaitingInformation && subject.isQuestionUnsent:
      reason = "unsent"
      try waitForTheQuestion()
    case .information where state == .awaitingInformation: try goOnWithoutInformation()
    case .offerExpiry where state == .awaitingChoice: try applyDefault()
    case .goodsReturn where state == .compensating: try goOnWithoutTheGoods()
    case .periodicUpdate: isUpdateDue = true
    case .followUp: reason = try followUp(clock)
    case .escalation: try climbByTime(clock)
    case .examination where state == .expertExamination: try goOnWithoutFinding()
    default: break
    }
    endedWaits.append(EndedWait(clock: ClockName(clock), reason: reason))
  }

  /// Nobody was asked yet (no worker ran, or no mail left): the customer's time has not begun, and begins anew when the question leaves
  /// (`NotificationEffects`).
  private mutating func waitForTheQuestion() throws(CalendarError) {
    effects.newClocks += try NewClock.started(
      by: .informationRequested, at: now, caseID: caseID, standing: head.standing, policy: policy)
  }

  /// What was asked for did not come: never a refusal by itself (S17); a person goes on with what there is.
  private mutating func goOnWithoutInformation() throws(IllegalTransition) {
    let checks = subject.reasons.compactMap { reason -> Check.Name? in
      if case .check(let name) = reason { name } else { nil }
    }
    let reason: ReviewReason =
      checks.contains(.proofOfPurchase)
      ? .purchaseUnproven : checks.contains(.customer) ? .identityUnconfirmed : .evidenceMissing
    try review(because: reason)
  }

  /// S21: nothing was heard of the expert by the day that the customer was told.
  private mutating func goOnWithoutFinding() throws(IllegalTransition) {
    let step =
      ladder.step(above: head.escalationLevel, besides: head.responsible, because: .silence)
      ?? ladder.step(above: head.escalationLevel, besides: head.responsible, because: nil)
    if let step, effects.escalations.isEmpty {
      effects.climb(step, head, because: .silence, by: .clock, &transition)
    }
    try review(because: .examinationOverdue)
  }

  /// Nothing came back: nothing is given for it, and a person finds out why. What comes later is that person's to see.
  private mutating func goOnWithoutTheGoods() throws(IllegalTransition) {
    let task = EndedTask(
      caseID: caseID, decisionVersion: head.decisions, kind: .awaitReturn, failure: .notReturned,
      actor: .clock)
    transition.record(.taskFailed, by: .clock, task.details)
    effects.endedTasks.append(task)
    effects.givenUp.append(caseID)
    try review(because: .goodsNotReturned)
  }

  /// The customer did not choose: the policy's default applies, and without one a person decides.
  private mutating func applyDefault() throws {
    guard let standard = subject.defaultOption else { return try review(because: .noDefault) }
    try effects.settle(
      Choice(standard.option, by: .byDefault, at: now), position: standard.position, decision: head.decisions,
      madeAt: head.decidedAt ?? now, of: head, &transition, .clock, policy)
  }
}
