import Complaints
import Foundation
import JobQueue

/// What one clock of one case does when its moment has come. Pure: it adds to the effects of the batch.
struct ClockOutcome {
  let subject: ClockCase
  let policy: Policy
  /// Of the case's order; needed when silence accepts.
  let account: OrderAccount?

  /// Says what has become due, does what an end does, and sets the timer to what comes next.
  func add(_ clock: RecordedClock, to effects: inout ClockEffects) throws {
    var clock = clock
    guard clock.cycle.isRunning else { return }
    var transition =
      effects.transitions[subject.caseID]
      ?? CaseTransition(
        of: subject.caseID, state: subject.state, version: subject.version, at: effects.moment)
    for signal in clock.cycle.advance(to: effects.moment) {
      switch signal {
      case .threshold(let percent):
        atRisk(clock, percent, &transition, &effects)
      case .unrolledEnd:
        atRisk(clock, RecordedClock.unrolledEnd, &transition, &effects)
      case .expired:
        try ended(clock, &transition, &effects)
      }
    }
    effects.transitions[subject.caseID] = transition
    if let next = clock.cycle.nextMoment {
      effects.timers.append(NewJob(clock.job, runAt: next, timeline: BusinessTime.timeline))
    }
  }

  private func atRisk(
    _ clock: RecordedClock, _ threshold: Int, _ transition: inout CaseTransition,
    _ effects: inout ClockEffects
  ) {
    effects.alerts.append(ClockEffects.ClockAlert(clock: clock.job, threshold: threshold))
    transition.record(
      .clockAtRisk, by: .clock,
      [
        "clock": .text(clock.cycle.kind.rawValue), "cycle": .number(clock.number),
        "threshold": .number(threshold),
      ])
  }

  private func ended(
    _ clock: RecordedClock, _ transition: inout CaseTransition, _ effects: inout ClockEffects
  ) throws {
    // The periodic update is owed by Redress itself, which writes it at the very moment: a sign, not a failure.
    let isBreach = clock.cycle.kind.isCommitment && clock.cycle.kind != .periodicUpdate
    effects.ends.append(ClockEffects.ClockEnd(clock: clock.job, isBreach: isBreach))
    if isBreach {
      effects.alerts.append(ClockEffects.ClockAlert(clock: clock.job, threshold: RecordedClock.breach))
      transition.record(
        .clockBreached, by: .clock,
        ["clock": .text(clock.cycle.kind.rawValue), "cycle": .number(clock.number)])
    }
    switch clock.cycle.kind {
    case .information: try replyDidNotCome(&transition, &effects)
    case .offerExpiry: try offerRanOut(&transition, &effects)
    case .followUp: try followUp(clock, &transition, &effects)
    case .periodicUpdate: writeAgain(&effects)
    case .acknowledge, .answer, .internalTarget, .promisedUpdate, .remedy, .externalBody:
      try breached(clock, &transition, &effects)
    }
  }

  private func breached(
    _ clock: RecordedClock, _ transition: inout CaseTransition, _ effects: inout ClockEffects
  ) throws {
    switch clock.onBreach {
    case .nothing: break
    // Decided already, only the answer is late: nothing is left that silence could accept.
    case .deemAccepted where transition.state.isUndecided: try deem(&transition, &effects)
    case .escalate, .deemAccepted:
      effects.escalated.append(subject.caseID)
      transition.record(.escalated, by: .clock, ["clock": .text(clock.cycle.kind.rawValue)])
    }
  }

  /// L1: silence accepts what the customer demanded; what nobody can determine, a person does.
  private func deem(_ transition: inout CaseTransition, _ effects: inout ClockEffects) throws {
    let deemed = DeemedAcceptance(
      of: subject.complaint, order: account?.order, granted: account?.ledger ?? .empty, policy: policy,
      at: effects.moment)
    let version = subject.decisionVersion + 1
    effects.decisions.append(
      NewDecision(
        caseID: subject.caseID, version: version, round: subject.round, decision: deemed.decision,
        decidedAt: effects.moment, options: deemed.choice.map { [$0.option] } ?? [],
        validUntil: effects.moment))
    effects.reviewsClosed.append(subject.caseID)
    try transition.move(to: .accepted, by: .clock, cause: .deemedAcceptance)
    transition.record(
      .decided, by: .clock,
      [
        "decision": .number(version), "outcome": .text(deemed.decision.ruling.code),
        "basis": .text(Basis.deemed.rawValue),
      ])
    guard deemed.choice != nil else {
      transition.record(
        .reviewOpened, by: .clock, ["reason": .text(ReviewReason.demandUndetermined.rawValue)])
      try transition.move(to: .manualReview, by: .clock, cause: .deemedAcceptance)
      effects.reviews.append(
        NewReview(caseID: subject.caseID, reason: .demandUndetermined, openedAt: effects.moment))
      return
    }
    effects.choices.append(
      NewChoice(
        caseID: subject.caseID, decisionVersion: version, position: 1, chooser: .deemed,
        chosenAt: effects.moment))
    try transition.move(to: .compensating, by: .clock, cause: .deemedAcceptance)
    effects.notifications.append(
      NewNotification(
        .decisionAccepted, caseID: subject.caseID, facts: NotificationFacts(decision: version)))
    effects.starts += try NewClock.started(
      by: .accepted, at: effects.moment, caseID: subject.caseID, standing: subject.complaint.standing,
      policy: policy)
    effects.compensations.append(
      NewJob(CompensateJob(caseID: subject.caseID, decision: version), band: subject.band))
  }

  /// Nobody chose: the policy's default applies, or a person asks.
  private func offerRanOut(_ transition: inout CaseTransition, _ effects: inout ClockEffects) throws {
    guard transition.state == .awaitingChoice else { return }
    guard let position = subject.defaultPosition else {
      transition.record(.reviewOpened, by: .clock, ["reason": .text(ReviewReason.noDefault.rawValue)])
      try transition.move(to: .manualReview, by: .clock)
      effects.reviews.append(NewReview(caseID: subject.caseID, reason: .noDefault, openedAt: effects.moment))
      return
    }
    effects.choices.append(
      NewChoice(
        caseID: subject.caseID, decisionVersion: subject.decisionVersion, position: position,
        chooser: .byDefault, chosenAt: effects.moment))
    transition.record(
      .optionChosen, by: .clock,
      ["decision": .number(subject.decisionVersion), "position": .number(position)])
    try transition.move(to: .compensating, by: .clock)
    effects.compensations.append(
      NewJob(CompensateJob(caseID: subject.caseID, decision: subject.decisionVersion), band: subject.band))
  }

  /// Verified again with what there is, which by then puts it before a person (S19: asked once).
  private func replyDidNotCome(_ transition: inout CaseTransition, _ effects: inout ClockEffects) throws {
    guard transition.state == .awaitingInformation else { return }
    try transition.move(to: .verifying, by: .clock)
    effects.verifications.append(NewJob(VerifyJob(caseID: subject.caseID), band: subject.band))
  }

  /// S33: first the question whether all is well, and as much time again for the reply; then the case is closed.
  private func followUp(
    _ clock: RecordedClock, _ transition: inout CaseTransition, _ effects: inout ClockEffects
  ) throws {
    guard transition.state == .resolved else { return }
    if clock.wasAsked { return try transition.move(to: .closed, by: .clock) }
    guard let reply = try policy.clock(.followUp, startedAt: effects.moment) else {
      return try transition.move(to: .closed, by: .clock)
    }
    effects.notifications.append(
      NewNotification(
        .survey, caseID: subject.caseID,
        facts: NotificationFacts(replyBy: policy.zone.lastDay(before: reply.dueAt))))
    effects.starts.append(NewClock(reply, caseID: subject.caseID))
  }

  /// S30: a word even when nothing is new, as long as the answer is awaited; sending it starts the clock anew. Once the answer is given or
  /// late, other clocks speak.
  private func writeAgain(_ effects: inout ClockEffects) {
    guard subject.awaitsAnswer, subject.state.isUndecided else { return }
    effects.notifications.append(NewNotification(.statusUpdate, caseID: subject.caseID))
  }
}
