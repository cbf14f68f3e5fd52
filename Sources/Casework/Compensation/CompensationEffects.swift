import Complaints
import Foundation
import LibPQ

/// What a batch of compensations changes, to be written with set-based statements.
package struct CompensationEffects: Sendable, Hashable {
  let moment: Date
  private(set) var steps: [LedgerStep] = []
  private(set) var transitions: [CaseTransition] = []
  private(set) var events: [CaseEvent] = []
  private(set) var reviews: [NewReview] = []
  private(set) var notifications: [NewNotification] = []
  private(set) var clockStops: [ClockStop] = []
  private(set) var newClocks: [NewClock] = []

  init(moment: Date) { self.moment = moment }

  /// Adds what follows from one case's result.
  mutating func add(_ result: CompensationResult, of subject: CompensationCase, policy: Policy) throws {
    steps += result.steps
    // A case that stays open moves nowhere: what was learnt is history all the same.
    guard result.standing != .open else {
      events += result.events.map {
        CaseEvent($0.kind, caseID: subject.caseID, by: .rules, at: moment, $0.details)
      }
      return
    }
    var transition = CaseTransition(
      of: subject.caseID, state: .compensating, version: subject.version, at: moment)
    for event in result.events { transition.record(event.kind, by: .rules, event.details) }
    switch result.standing {
    case .open: break
    case .stuck(let reason):
      transition.record(.reviewOpened, by: .rules, ["reason": .text(reason.rawValue)])
      try transition.move(to: .manualReview, by: .rules)
      reviews.append(NewReview(caseID: subject.caseID, reason: reason, openedAt: moment))
    case .given:
      try transition.move(to: .resolved, by: .rules)
      clockStops += ClockStop.stopped(by: .resolved, caseID: subject.caseID)
      notifications.append(
        NewNotification(
          .remedyExecuted, caseID: subject.caseID,
          facts: NotificationFacts(
            decision: subject.decisionVersion, chosenByDefault: subject.chooser == .byDefault)))
      let started = try NewClock.started(
        by: .resolved, at: moment, caseID: subject.caseID, standing: nil, policy: policy)
      // A policy that asks nobody afterwards: nothing else would ever close the case.
      if started.isEmpty { try transition.move(to: .closed, by: .rules) }
      newClocks += started
    }
    transitions.append(transition)
  }

  func apply(in transaction: Transaction) async throws {
    try await LedgerStep.write(steps, at: moment, in: transaction)
    try await CaseTransition.apply(transitions, in: transaction)
    try await CaseEvents.append(events, in: transaction)
    try await ManualReviews.open(reviews, in: transaction)
    try await Notifications.add(notifications, in: transaction)
    try await ClockRows.stop(clockStops, in: transaction)
    try await ClockRows.start(newClocks, in: transaction)
  }
}
