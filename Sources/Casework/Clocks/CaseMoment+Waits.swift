import Complaints
import Foundation

/// What the end of a wait brings. A case that has moved on since is left alone.
extension CaseMoment {
  mutating func endWait(_ clock: ClockRow) throws {
    var reason = "expired"
    switch clock.kind {
    case .information where state == .awaitingInformation: try goOnWithoutInformation()
    case .offerExpiry where state == .awaitingChoice: try applyDefault()
    case .periodicUpdate where state.owesNews: try writeUpdate()
    case .followUp: reason = try followUp(clock)
    default: break
    }
    endedWaits.append(EndedWait(clock: ClockName(clock), reason: reason))
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

  /// The customer did not choose: the policy's default applies, and without one a person decides.
  private mutating func applyDefault() throws(IllegalTransition) {
    guard let position = subject.defaultPosition else { return try review(because: .noDefault) }
    choice = NewChoice(
      caseID: subject.caseID, decisionVersion: subject.decisionVersion, position: position,
      chooser: .byDefault,
      chosenAt: now)
    transition.record(
      .optionChosen, by: .clock,
      ["decision": .number(subject.decisionVersion), "position": .number(position), "by": .text("default")])
    try transition.move(to: .compensating, by: .clock)
    notify(.decisionAccepted, NotificationFacts(decision: subject.decisionVersion, chosenByDefault: true))
    compensation = CompensateJob(caseID: subject.caseID, decision: subject.decisionVersion)
  }

  /// S30: even when nothing is new. While it is the customer's turn there is nothing to tell; the time starts anew, so that it is there
  /// when the turn changes. Otherwise the message starts it when it is sent.
  private mutating func writeUpdate() throws(CalendarError) {
    if state == .awaitingChoice || state == .awaitingInformation {
      newClocks += try NewClock.started(
        by: .messageSent, at: now, caseID: subject.caseID, standing: subject.complaint.standing,
        policy: policy)
    } else {
      notify(.statusUpdate)
    }
  }

  /// To a person.
  private mutating func review(because reason: ReviewReason) throws(IllegalTransition) {
    transition.record(.reviewOpened, by: .clock, ["reason": .text(reason.rawValue)])
    try transition.move(to: .manualReview, by: .clock)
    review = NewReview(caseID: subject.caseID, reason: reason, openedAt: now)
  }
}
