import Complaints
import JobQueue
package import LibPQ

/// Starting and stopping clocks. The caller holds the cases' rows locked, or has just made them: the case
/// before its clocks.
package enum ClockRows {
  /// Starts the next cycle of each clock, with the timer that looks at it. At most one of a kind for a case. One that stands
  /// still in the state that its case is in begins with a pause.
  ///
  /// - Returns: the numbers of their cycles, in the order of the batch.
  @discardableResult
  package static func start(_ batch: [NewClock], in transaction: Transaction) async throws -> [Int] {
    guard !batch.isEmpty else { return [] }
    let rows = try await transaction.execute(
      .startClocks, batch.map(\.caseID), batch.map(\.cycle.kind.rawValue), batch.map(\.cycle.startedAt),
      batch.map(\.cycle.dueAt), batch.map(\.cycle.unrolledDueAt),
      batch.map { "{\($0.cycle.thresholds.map(String.init).joined(separator: ","))}" },
      batch.map(\.onBreach.rawValue),
      batch.map { "{\($0.pausedIn.map(\.rawValue).sorted().joined(separator: ","))}" })
    let cycles = try rows.map { Int(try $0.decode(Int16.self, "cycle")) }
    let timers = zip(batch, cycles).map { clock, cycle in
      NewJob(
        ClockJob(caseID: clock.caseID, clock: clock.cycle.kind.rawValue, cycle: cycle),
        runAt: clock.cycle.nextMoment, timeline: BusinessTime.timeline)
    }
    try await JobQueue.enqueue(timers, in: transaction)
    return cycles
  }

  /// Stops the running clocks among these, now. A commitment that is past its end is a breach and is recorded
  /// as one, whether a timer has looked or not; a wait is just over. What does not run is passed over; timers
  /// that find their clock stopped do nothing.
  package static func stop(_ batch: [ClockStop], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(
      .stopClocks, batch.map(\.caseID), batch.map(\.kind.rawValue), batch.map(\.reason),
      batch.map(\.kind.endIsBreach), batch.map(\.cycle))
  }
}
