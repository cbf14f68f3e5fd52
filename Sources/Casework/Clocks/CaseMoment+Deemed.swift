import Complaints
import Foundation

/// Silence accepts (L1): under the same lock that an answer takes, so that of the two exactly one comes first.
extension CaseMoment {
  /// The customer gets what was demanded; where nobody can tell what that is, a person finds out, and the acceptance stands.
  mutating func deemAccepted() throws {
    let deemed = DeemedAcceptance(
      of: subject.complaint, order: account?.order, granted: account?.ledger ?? .empty, policy: policy,
      at: now)
    let version = subject.decisionVersion + 1
    decision = NewDecision(
      caseID: subject.caseID, version: version, round: subject.round, decision: deemed.decision,
      decidedAt: now,
      options: deemed.choice.map { [$0.option] } ?? [], validUntil: now,
      defaultRemedy: deemed.choice?.option.remedy)
    let wasInReview = state == .manualReview
    transition.record(
      .decided, by: .clock,
      [
        "decision": .number(version), "outcome": .text(deemed.decision.ruling.code),
        "basis": .text(Basis.deemed.rawValue),
      ])
    try transition.move(to: .accepted, by: .clock, cause: .deemedAcceptance)
    if wasInReview {
      closesReview = true
      transition.record(.reviewClosed, by: .clock)
    }
    // Nobody waits for the customer any more.
    clockStops += ClockStop.stopped(by: .informationReceived, caseID: subject.caseID)
    newClocks += try NewClock.started(
      by: .accepted, at: now, caseID: subject.caseID, standing: subject.complaint.standing, policy: policy)
    guard deemed.choice != nil else {
      transition.record(
        .reviewOpened, by: .clock, ["reason": .text(ReviewReason.demandUndetermined.rawValue)])
      try transition.move(to: .manualReview, by: .clock, cause: .deemedAcceptance)
      review = NewReview(caseID: subject.caseID, reason: .demandUndetermined, openedAt: now)
      return
    }
    choice = NewChoice(
      caseID: subject.caseID, decisionVersion: version, position: 1, chooser: .deemed, chosenAt: now)
    transition.record(
      .optionChosen, by: .clock,
      ["decision": .number(version), "position": .number(1), "by": .text(Choice.Chooser.deemed.rawValue)])
    try transition.move(to: .compensating, by: .clock, cause: .deemedAcceptance)
    notify(.decisionAccepted, NotificationFacts(decision: version))
    compensation = CompensateJob(caseID: subject.caseID, decision: version)
  }
}
