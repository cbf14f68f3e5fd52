import Complaints
import Foundation
import JobQueue
import LibPQ

/// What a batch of clocks changes, to be written with set-based statements in one transaction.
package struct ClockEffects: Sendable {
  let moments: [CaseMoment]
  /// The next looks at the clocks that go on.
  let timers: [NewJob<ClockJob>]
  let now: Date

  func apply(in transaction: Transaction) async throws {
    try await writeClocks(in: transaction)
    var effects = CaseEffects(moment: now)
    for moment in moments {
      effects.merge(moment.effects)
      effects.transitions.append(moment.transition)
    }
    try await effects.apply(in: transaction)
    try await JobQueue.enqueue(timers, in: transaction)
  }

  private func writeClocks(in transaction: Transaction) async throws {
    let alerts = moments.flatMap(\.alerts)
    let breaches = moments.flatMap(\.breaches)
    let ended = moments.flatMap(\.endedWaits)
    var statements: [BoundStatement] = []
    if !alerts.isEmpty {
      statements.append(
        Statement.addClockAlerts.with(
          alerts.map(\.clock.caseID), alerts.map(\.clock.kind.rawValue), alerts.map(\.clock.cycle),
          alerts.map(\.threshold), now))
    }
    if !breaches.isEmpty {
      statements.append(
        Statement.breachClocks.with(
          breaches.map(\.caseID), breaches.map(\.kind.rawValue), breaches.map(\.cycle)))
    }
    if !ended.isEmpty {
      statements.append(
        Statement.endWaits.with(
          ended.map(\.clock.caseID), ended.map(\.clock.kind.rawValue), ended.map(\.clock.cycle),
          ended.map(\.reason),
          now))
    }
    if !statements.isEmpty { try await transaction.executeUnit(statements) }
  }
}
