import Complaints
import Foundation
import JobQueue
import LibPQ

/// What a batch of clocks changes, to be written with set-based statements. Everything about one case goes through one transition, however
/// many of its clocks have something to say.
package struct ClockEffects: Sendable {
  let moment: Date
  var transitions: [Int64: CaseTransition] = [:]
  var alerts: [ClockAlert] = []
  var ends: [ClockEnd] = []
  var escalated: [Int64] = []
  var decisions: [NewDecision] = []
  var choices: [NewChoice] = []
  var reviewsClosed: [Int64] = []
  var reviews: [NewReview] = []
  var notifications: [NewNotification] = []
  var stops: [ClockStop] = []
  var starts: [NewClock] = []
  var timers: [NewJob<ClockJob>] = []
  var verifications: [NewJob<VerifyJob>] = []
  var compensations: [NewJob<CompensateJob>] = []

  init(moment: Date) { self.moment = moment }

  /// Something is said of a clock, once.
  struct ClockAlert: Sendable, Hashable {
    let clock: ClockJob
    /// Percent; see `RecordedClock`.
    let threshold: Int
  }

  /// A clock ran out.
  struct ClockEnd: Sendable, Hashable {
    let clock: ClockJob
    let isBreach: Bool
  }

  func apply(in transaction: Transaction) async throws {
    try await transaction.execute(
      .raiseClockAlerts, alerts.map(\.clock.caseID), alerts.map(\.clock.clock),
      alerts.map { Int32($0.clock.cycle) },
      alerts.map { Int32($0.threshold) }, moment)
    try await transaction.execute(
      .endClocks, ends.map(\.clock.caseID), ends.map(\.clock.clock), ends.map { Int32($0.clock.cycle) },
      ends.map(\.isBreach), moment)
    try await transaction.execute(.escalateCases, escalated)
    try await DecisionRecords.add(decisions, in: transaction)
    try await DecisionRecords.add(choices, in: transaction)
    try await CaseTransition.apply(transitions.values.sorted { $0.caseID < $1.caseID }, in: transaction)
    try await ManualReviews.close(reviewsClosed, by: .clock, at: moment, in: transaction)
    try await ManualReviews.open(reviews, in: transaction)
    try await Notifications.add(notifications, in: transaction)
    try await ClockRows.stop(stops, in: transaction)
    try await ClockRows.start(starts, in: transaction)
    try await JobQueue.enqueue(timers, in: transaction)
    try await JobQueue.enqueue(verifications, in: transaction)
    try await JobQueue.enqueue(compensations, in: transaction)
  }
}
