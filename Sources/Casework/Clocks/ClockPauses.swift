import Complaints
import Foundation
import JobQueue
import LibPQ

/// Clocks that stand still while their case is in certain states: `paused_in` of the policy, as it was when
/// the clock started.
///
/// The state decides, and nothing else: whatever moves a case, and however many steps it takes at once, its
/// clocks stand still or run by where it has come to rest. Pauses are spans and stay in the table, so that a
/// deadline can be reckoned again from what was recorded.
enum ClockPauses {
  /// Pauses and resumes the clocks of cases that have just come into another state. The caller holds the
  /// cases' rows locked. Two statements, in one round trip, for a batch of which no clock can be paused.
  ///
  /// Throws `CalendarError` where the end of a resumed clock lies beyond the policy's calendar.
  static func follow(_ caseIDs: [Int64], in transaction: Transaction) async throws {
    guard !caseIDs.isEmpty else { return }
    let rows = try await transaction.executeUnit([
      Statement.pauseClocks.with(caseIDs), Statement.readResumingClocks.with(caseIDs),
    ])[1]
    guard !rows.isEmpty else { return }
    let resuming = try rows.map { (job: try ClockJob($0), policy: try PolicyKey($0)) }
    let locked = try await ClockRow.lock(Set(resuming.map(\.job)), in: transaction)
    var clocks = Dictionary(uniqueKeysWithValues: locked.map { ($0.job, $0) })
    // A cache of its own: rarely needed, and policies that were read before are not parsed again.
    let policies = try await PolicyCache().policies(Set(resuming.map(\.policy)), in: transaction)
    let now = try await BusinessTime.now(in: transaction)
    for (job, policy) in resuming {
      try clocks[job]?.cycle.resume(at: now, policy: policies.policy(of: policy))
    }
    try await write(resuming.compactMap { clocks[$0.job] }, at: now, in: transaction)
  }

  private static func write(_ clocks: [ClockRow], at now: Date, in transaction: Transaction) async throws {
    try await transaction.execute(
      .resumeClocks, clocks.map(\.caseID), clocks.map(\.kind.rawValue), clocks.map(\.number),
      clocks.map(\.cycle.dueAt), clocks.map(\.cycle.unrolledDueAt))
    try await CaseEvents.append(
      clocks.map { clock in
        CaseEvent(
          .clockResumed, caseID: clock.caseID, by: .clock, at: now,
          clock.details.merging(["due": .text(DomainJSON.text(of: clock.cycle.dueAt))]) { $1 })
      }, in: transaction)
    // The timers from before the pause look too early, and that does no harm.
    try await JobQueue.enqueue(
      clocks.compactMap { clock in
        clock.cycle.nextMoment.map { NewJob(clock.job, runAt: $0, timeline: BusinessTime.timeline) }
      }, in: transaction)
  }
}

extension ClockJob {
  /// Reads a row of read_resuming_clocks.
  fileprivate init(_ row: Row) throws {
    self.init(
      caseID: try row.decode(Int64.self, "case_id"), clock: try row.decode(String.self, "kind"),
      cycle: try row.decode(Int.self, "cycle"))
  }
}

extension ClockRow {
  /// The look at this cycle.
  var job: ClockJob { ClockJob(caseID: caseID, clock: kind.rawValue, cycle: number) }
}
