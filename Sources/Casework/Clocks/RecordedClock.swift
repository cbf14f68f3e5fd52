import Complaints
import Foundation
import LibPQ

/// A clock of a case as it is recorded.
struct RecordedClock: Sendable, Hashable {
  /// Of the debated end without its roll (L2); the others are percentages.
  static let unrolledEnd = 0
  static let breach = 100

  let caseID: Int64
  let number: Int
  var cycle: ClockCycle
  let onBreach: BreachAction
  /// The customer was asked whether all is well when it started, or since.
  let wasAsked: Bool

  var job: ClockJob { ClockJob(caseID: caseID, clock: cycle.kind.rawValue, cycle: number) }
}

extension RecordedClock {
  /// Reads a row of read_clocks.
  init(_ row: Row) throws {
    caseID = try row.decode(Int64.self, "case_id")
    number = Int(try row.decode(Int16.self, "cycle"))
    let alerts = Set(try row.decode([Int16].self, "alerts").map(Int.init))
    let starts = try row.decode([Date].self, "paused_from")
    let ends = try row.decode([Date?].self, "paused_until")
    cycle = ClockCycle(
      try row.word("kind"), startedAt: try row.decode(Date.self, "started_at"),
      dueAt: try row.decode(Date.self, "due_at"), unrolledDueAt: try row.decode(Date?.self, "warn_at"),
      thresholds: try row.decode([Int16].self, "thresholds").map(Int.init),
      pauses: zip(starts, ends).map { ClockCycle.Pause(from: $0, until: $1) }, passed: alerts,
      warnedOfUnrolledEnd: alerts.contains(Self.unrolledEnd),
      stoppedAt: try row.decode(Date?.self, "stopped_at"),
      breachedAt: try row.decode(Date?.self, "breached_at"))
    onBreach = try row.word("on_breach")
    wasAsked = try row.decode(Bool.self, "was_asked")
  }

  /// The clocks that jobs speak of. The caller holds their cases.
  static func read(_ jobs: [ClockJob], in transaction: Transaction) async throws -> [RecordedClock] {
    try await transaction.execute(
      .readClocks, jobs.map(\.caseID), jobs.map(\.clock), jobs.map { Int32($0.cycle) }
    ).map(RecordedClock.init)
  }
}
