import Complaints
import Foundation
import LibPQ

/// One cycle of one clock, read under its lock.
struct ClockRow: Sendable, Hashable {
  let caseID: Int64
  /// The number of the cycle, from 1.
  let number: Int
  var cycle: ClockCycle
  let onBreach: BreachAction
  /// By what the cycle before this one was ended.
  let previousStoppedBy: String?

  var kind: ClockKind { cycle.kind }

  /// The alert that stands for the end without the debated roll (L2); those of thresholds are their
  /// percentages.
  static let unrolledEndAlert = 0
  static let breachAlert = 100
}

extension ClockRow {
  /// Locks the clocks of the jobs that still run.
  static func lock(_ jobs: Set<ClockJob>, in transaction: Transaction) async throws -> [ClockRow] {
    try await transaction.execute(.lockClocks, jobs.map(\.caseID), jobs.map(\.clock), jobs.map(\.cycle))
      .map(ClockRow.init)
  }

  /// Reads a row of lock_clocks.
  private init(_ row: Row) throws {
    caseID = try row.decode(Int64.self, "case_id")
    number = try row.decode(Int.self, "cycle")
    onBreach = try row.word("on_breach")
    previousStoppedBy = try row.decode(String?.self, "previous_stopped_by")
    let alerts = Set(try row.decode([Int16].self, "alerts").map(Int.init))
    let thresholds = try row.decode([Int16].self, "thresholds").map(Int.init)
    cycle = ClockCycle(
      try row.word("kind"), startedAt: try row.decode(Date.self, "started_at"),
      dueAt: try row.decode(Date.self, "due_at"), unrolledDueAt: try row.decode(Date?.self, "warn_at"),
      thresholds: thresholds,
      pauses: zip(
        try row.decode([Date].self, "paused_from"), try row.decode([Date?].self, "paused_until")
      ).map { ClockCycle.Pause(from: $0, until: $1) },
      passed: alerts.intersection(thresholds), warnedOfUnrolledEnd: alerts.contains(Self.unrolledEndAlert),
      breachedAt: try row.decode(Date?.self, "breached_at"))
  }
}
