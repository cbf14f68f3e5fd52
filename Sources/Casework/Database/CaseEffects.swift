import Complaints
import Foundation
import JobQueue
import LibPQ

/// What is to be written of a batch of cases once all of them are decided, with a statement for each kind of row.
struct CaseEffects: Sendable {
  let moment: Date
  var transitions: [CaseTransition] = []
  var decisions: [NewDecision] = []
  var choices: [NewChoice] = []
  var reviews: [NewReview] = []
  var notifications: [NewNotification] = []
  var clockStops: [ClockStop] = []
  var newClocks: [NewClock] = []
  var compensations: [NewJob<CompensateJob>] = []
  var verifications: [NewJob<VerifyJob>] = []

  init(moment: Date) { self.moment = moment }

  /// Takes over what was decided about another case: one that cannot be decided leaves nothing behind.
  mutating func merge(_ other: CaseEffects) {
    transitions += other.transitions
    decisions += other.decisions
    choices += other.choices
    reviews += other.reviews
    notifications += other.notifications
    clockStops += other.clockStops
    newClocks += other.newClocks
    compensations += other.compensations
    verifications += other.verifications
  }

  /// The caller holds the cases' rows locked, and has closed their reviews where that is due.
  func apply(in transaction: Transaction) async throws {
    try await CaseTransition.apply(transitions, in: transaction)
    try await DecisionRecords.add(decisions, in: transaction)
    try await DecisionRecords.add(choices, in: transaction)
    try await ManualReviews.open(reviews, in: transaction)
    try await ClockRows.stop(clockStops, in: transaction)
    try await ClockRows.start(newClocks, in: transaction)
    try await Notifications.add(notifications, in: transaction)
    try await JobQueue.enqueue(compensations, in: transaction)
    try await JobQueue.enqueue(verifications, in: transaction)
  }
}
