import Complaints
import Foundation
import JobQueue

/// Silence accepts (L1): under the same lock that an answer takes, so that of the two exactly one comes
/// first.
extension CaseMoment {
  /// The customer gets what was demanded; where nobody can tell what that is, a person finds out, and the
  /// acceptance stands.
  mutating func deemAccepted() throws {
    let deemed = DeemedAcceptance(
      of: subject.complaint, order: account?.order, granted: account?.ledger ?? .empty, policy: policy,
      at: now)
    let version = head.decisions + 1
    effects.decisions.append(
      NewDecision(
        caseID: caseID, version: version, round: head.rounds, decision: deemed.decision, decidedAt: now,
        options: deemed.choice.map { [$0.option] } ?? [], validUntil: now,
        defaultRemedy: deemed.choice?.option.remedy))
    effects.closeReview(of: head, by: .clock, &transition)
    transition.record(
      .decided, by: .clock,
      [
        "version": .number(version), "outcome": .text(deemed.decision.ruling.code),
        "basis": .text(Basis.deemed.rawValue),
      ])
    try transition.move(to: .accepted, by: .clock, cause: .deemedAcceptance)
    // Nobody waits for the customer or an expert any more.
    effects.clockStops += ClockStop.stopped(by: .informationReceived, caseID: caseID)
    effects.clockStops += ClockStop.stopped(by: .examined, caseID: caseID)
    guard let choice = deemed.choice else {
      return try review(because: .demandUndetermined, cause: .deemedAcceptance)
    }
    try give(choice, version: version)
  }

  /// What an only option is to `CaseEffects.settle`, but for the way: a deemed acceptance passes by the
  /// customer's choice.
  private mutating func give(_ choice: Choice, version: Int) throws {
    transition.record(
      .optionChosen, by: .clock,
      [
        "decision": .number(version), "position": .number(1), "by": .text(choice.chooser.rawValue),
        "remedy": .text(choice.option.remedy.rawValue),
      ])
    try transition.move(to: .compensating, by: .clock, cause: .deemedAcceptance)
    effects.choices.append(
      NewChoice(
        caseID: caseID, decisionVersion: version, position: 1, chooser: choice.chooser, chosenAt: now))
    effects.newClocks += try NewClock.settled(choice, decidedAt: now, of: head, policy: policy)
    notify(.decisionAccepted, NotificationFacts(decision: version))
    effects.compensations.append(NewJob(CompensateJob(caseID: caseID, decision: version), band: head.band))
  }
}
