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
  var closedReviews: [ClosedReview] = []
  var reviews: [NewReview] = []
  var notifications: [NewNotification] = []
  var clockStops: [ClockStop] = []
  var newClocks: [NewClock] = []
  var compensations: [NewJob<CompensateJob>] = []
  var verifications: [NewJob<VerifyJob>] = []
  var escalations: [CaseEscalation] = []
  var notices: [NewStaffNotice] = []
  var endedTasks: [EndedTask] = []
  /// Cases whose waiting intents are given up, because the goods do not come back.
  var givenUp: [Int64] = []

  init(moment: Date) { self.moment = moment }

  /// Takes over what was decided about another case: one that cannot be decided leaves nothing behind.
  mutating func merge(_ other: CaseEffects) {
    transitions += other.transitions
    decisions += other.decisions
    choices += other.choices
    closedReviews += other.closedReviews
    reviews += other.reviews
    notifications += other.notifications
    clockStops += other.clockStops
    newClocks += other.newClocks
    compensations += other.compensations
    verifications += other.verifications
    escalations += other.escalations
    notices += other.notices
    endedTasks += other.endedTasks
    givenUp += other.givenUp
  }

  /// The open review of a case that waits for a person has nothing to decide any more; without effect on one that does
  /// not wait.
  mutating func closeReview(of head: CaseHead, by actor: CaseActor, _ transition: inout CaseTransition) {
    guard transition.state == .manualReview else { return }
    closedReviews.append(ClosedReview(caseID: head.caseID, by: actor, at: moment))
    transition.record(.reviewClosed, by: actor)
  }

  /// The case is put before a person.
  mutating func openReview(
    because reason: ReviewReason, by actor: CaseActor, cause: TransitionCause = .handling,
    _ transition: inout CaseTransition
  ) throws(IllegalTransition) {
    addReview(because: reason, by: actor, &transition)
    try transition.move(to: .manualReview, by: actor, cause: cause)
  }

  /// What a person is asked, of a case that a decision takes there.
  ///
  /// - Parameter proposal: what the rules would do, for the person to confirm (S17).
  mutating func addReview(
    because reason: ReviewReason, proposal: Proposal? = nil, by actor: CaseActor,
    _ transition: inout CaseTransition
  ) {
    transition.record(.reviewOpened, by: actor, ["reason": .text(reason.rawValue)])
    reviews.append(
      NewReview(caseID: transition.caseID, reason: reason, proposal: proposal, openedAt: moment))
  }

  /// The caller holds the cases' rows locked.
  func apply(in transaction: Transaction) async throws {
    try await CaseTransition.apply(transitions, in: transaction)
    // What happened is told to who answered for the case when it did; what is to be done, to who does from now on.
    try await StaffNotices.add(notices, in: transaction)
    try await CaseEscalation.write(escalations, in: transaction)
    try await DecisionRecords.add(decisions, in: transaction)
    try await DecisionRecords.add(choices, in: transaction)
    // A case that goes from one review to the next has one that is open.
    try await ManualReviews.close(closedReviews, in: transaction)
    try await ManualReviews.open(reviews, in: transaction)
    try await EndedTask.write(endedTasks, at: moment, in: transaction)
    try await GivenUpIntents.write(givenUp, at: moment, in: transaction)
    try await ClockRows.stop(clockStops, in: transaction)
    try await ClockRows.start(newClocks, in: transaction)
    try await Notifications.add(notifications, in: transaction)
    try await JobQueue.enqueue(compensations, in: transaction)
    try await JobQueue.enqueue(verifications, in: transaction)
  }
}
