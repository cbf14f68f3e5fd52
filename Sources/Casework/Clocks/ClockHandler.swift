import Complaints
package import JobQueue
package import LibPQ

/// The step `clock`: looks at clocks whose moment has come.
///
/// Thresholds are told once each; an end does what the policy and the kind of clock say: a breach, an escalation, an acceptance by
/// silence, a default choice, a survey. All under the lock of the case, so an answer that is given at the same instant either comes first, and
/// the clock finds itself stopped, or comes second, and finds the case accepted.
///
/// A timer that finds its clock stopped does nothing; one that comes too early, because a pause has moved the end, sets the next.
package struct ClockHandler: JobHandler {
  private let policies: PolicyCache

  package init(policies: PolicyCache = PolicyCache()) { self.policies = policies }

  package func plan(
    _ jobs: [Job<ClockJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<ClockEffects> {
    let cases = try await ClockCase.lock(Set(jobs.map(\.arguments.caseID)), in: transaction)
    let clocks = try await RecordedClock.read(Array(Set(jobs.map(\.arguments))), in: transaction)
    var effects = ClockEffects(moment: try await BusinessTime.now(in: transaction))
    let policies = try await policies.policies(Set(cases.values.map(\.policy)), in: transaction)
    // Silence promises money only where a clock that can do so has run out.
    let deeming = clocks.filter { $0.onBreach == .deemAccepted && $0.cycle.dueAt <= effects.moment }
    let accounts = try await OrderAccount.read(
      Set(deeming.compactMap { cases[$0.caseID]?.orderID }), at: effects.moment, in: transaction)
    for clock in clocks {
      guard let subject = cases[clock.caseID] else { continue }
      let outcome = ClockOutcome(
        subject: subject, policy: try policies.policy(of: subject.policy),
        account: subject.orderID.flatMap { accounts[$0] })
      try outcome.add(clock, to: &effects)
    }
    return JobPlan(effects)
  }

  package func apply(_ effects: ClockEffects, in transaction: Transaction) async throws {
    try await effects.apply(in: transaction)
  }
}
