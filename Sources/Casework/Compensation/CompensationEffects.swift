import Complaints
import Foundation
import JobQueue
import LibPQ

/// What a batch of compensations changes, to be written with set-based statements.
package struct CompensationEffects: Sendable {
  private var steps: [LedgerStep] = []
  private var tasks: [NewTask] = []
  private var inquiries: [InquiryJob] = []
  private var effects: CaseEffects

  init(moment: Date) { effects = CaseEffects(moment: moment) }

  var moment: Date { effects.moment }

  /// Adds what follows from one case's result. A case that stays open, or waits for people, moves nowhere; what was
  /// learnt is history all the same.
  mutating func add(_ result: CompensationResult, of subject: CompensationCase, policy: Policy) throws {
    steps += result.steps
    tasks += result.tasks
    var transition = CaseTransition(
      of: subject.caseID, state: .compensating, version: subject.version, at: moment)
    for event in result.events { transition.record(event.kind, by: .rules, event.details) }
    switch result.standing {
    case .open, .waiting, .late: break
    case .stuck(let reason):
      if reason == .outcomeUnknown {
        inquiries.append(InquiryJob(caseID: subject.caseID, decision: subject.decisionVersion))
      }
      try effects.openReview(because: reason, by: .rules, &transition)
    case .given:
      try transition.move(to: .resolved, by: .rules)
      var facts = NotificationFacts(
        decision: subject.decisionVersion, chosenByDefault: subject.chooser == .byDefault)
      facts.daysLate = subject.daysLate(policy, at: moment)
      effects.notifications.append(
        NewNotification(.remedyExecuted, caseID: subject.caseID, facts: facts))
      effects.clockStops += ClockStop.stopped(by: .resolved, caseID: subject.caseID)
      // A wait from before, for an appeal say, would be taken for the one that begins now.
      effects.clockStops.append(
        ClockStop(.followUp, caseID: subject.caseID, reason: ClockEvent.resolved.rawValue))
      let started = try NewClock.started(
        by: .resolved, at: moment, caseID: subject.caseID, standing: nil, policy: policy)
      // A policy that asks nobody afterwards: nothing else would ever close the case.
      if started.isEmpty { try transition.move(to: .closed, by: .rules) }
      effects.newClocks += started
    }
    effects.transitions.append(transition)
  }

  func apply(in transaction: Transaction) async throws {
    try await LedgerStep.write(steps, at: moment, in: transaction)
    try await NewTask.open(tasks, at: moment, in: transaction)
    try await JobQueue.enqueue(inquiries.map { NewJob($0) }, in: transaction)
    try await effects.apply(in: transaction)
  }
}
