import Complaints
import Foundation
package import JobQueue
package import LibPQ

/// The step `clock`: looks at clocks when something may have become due, on the timeline `business`.
///
/// A job names a cycle of a clock. Under the locks of the case and of the clock, what has become due is said
/// once (`clock_alert`'s key), what follows is done, and the next look is enqueued, all in one transaction. A
/// job that comes too early, too late, twice, or for a clock that was stopped does no harm: the rows decide,
/// not the timer.
package struct ClockHandler: JobHandler {
  private let policies: PolicyCache

  package init(policies: PolicyCache = PolicyCache()) { self.policies = policies }

  package func plan(
    _ jobs: [Job<ClockJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<ClockEffects> {
    let wanted = Set(jobs.map(\.arguments))
    let cases = try await ClockCase.lock(Set(wanted.map(\.caseID)), in: transaction)
    let clocks = try await ClockRow.lock(wanted, in: transaction)
    let now = try await BusinessTime.now(in: transaction)
    let policies = try await policies.policies(Set(cases.values.map(\.head.policy)), in: transaction)
    let accounts = try await accounts(of: cases, clocks, at: now, in: transaction)

    // Who has how much to do is counted anew each time: only for those clocks by which a case may go to somebody else.
    let mayClimb = clocks.contains {
      ($0.cycle.nextMoment ?? .distantFuture) <= now
        && ($0.kind.endIsBreach || $0.kind == .escalation || $0.kind == .examination)
    }
    let roster = mayClimb ? try await Roster.read(in: transaction) : .empty
    var moments: [CaseMoment] = []
    var timers: [NewJob<ClockJob>] = []
    for (caseID, clocks) in Dictionary(grouping: clocks, by: \.caseID).sorted(by: { $0.key < $1.key }) {
      guard let subject = cases[caseID] else { continue }
      let ladder = ShopLadder(policy: try policies.policy(of: subject.head.policy), roster: roster)
      var moment = CaseMoment(
        subject, ladder: ladder, account: subject.orderID.flatMap { accounts[$0] }, at: now)
      // A wait whose end closes the case is heard last: whatever else its clocks say happened before.
      for var clock in clocks.filter({ $0.kind != .followUp }) + clocks.filter({ $0.kind == .followUp }) {
        try moment.hear(clock.cycle.advance(to: now), from: clock)
        guard let next = clock.cycle.nextMoment else { continue }
        timers.append(NewJob(clock.job, runAt: next, timeline: BusinessTime.timeline))
      }
      moment.escalateIfAtRisk()
      try moment.writeUpdateIfDue()
      moments.append(moment)
    }
    return JobPlan(ClockEffects(moments: moments, timers: timers, now: now))
  }

  package func apply(_ effects: ClockEffects, in transaction: Transaction) async throws {
    try await effects.apply(in: transaction)
  }

  /// The orders of the cases that silence may accept now. Without a lock: a promise is made here, and money
  /// is given under the order's lock.
  private func accounts(
    of cases: [Int64: ClockCase], _ clocks: [ClockRow], at now: Date, in transaction: Transaction
  ) async throws -> [Int64: OrderAccount] {
    let orders = clocks.filter { $0.onBreach == .deemAccepted && $0.cycle.dueAt <= now }
      .compactMap { cases[$0.caseID]?.orderID }
    return try await OrderAccount.read(Set(orders), at: now, in: transaction)
  }
}
