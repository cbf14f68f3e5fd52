import Foundation
import LibPQ
import Logging

/// Enqueues the jobs of schedules when it is time for them.
///
/// Every worker has one. There is no leader to elect or to lose: whoever locks a schedule's row first enqueues its jobs and moves
/// `next_at` in the same transaction; if it dies, none of that was, and the next one finds the schedule due.
struct Scheduler: Sendable {
  let pool: Pool
  let interval: Duration
  let bell: Bell
  let logger: Logger
  var clock: any Clock<Duration> = ContinuousClock()

  func run() async {
    await repeating(
      every: interval, clock: clock, logger: logger, failure: "cannot look after the schedules"
    ) {
      if try await tick() > 0 { await bell.ring() }
    }
  }

  /// Fires what is due.
  ///
  /// - Parameter now: the server's clock if `nil`; the clocks of workers may differ.
  /// - Returns: how many jobs were enqueued.
  @discardableResult
  func tick(at now: Date? = nil) async throws -> Int {
    let names = try moves(try await pool.execute(.dueSchedules, now)).map(\.name)
    guard !names.isEmpty else { return 0 }
    let moves = try await pool.withTransaction { try await fire(names, at: now, in: $0) }
    // Only now has it happened.
    for move in moves { log(move) }
    return moves.reduce(0) { $0 + $1.runs }
  }

  /// - Returns: what it did; less than asked for where somebody else was first.
  func fire(_ names: [String], at now: Date?, in transaction: Transaction) async throws -> [ScheduleMove] {
    let moves = try moves(try await transaction.execute(.lockDueSchedules, now, names))
    guard !moves.isEmpty else { return [] }
    try await transaction.pipeline(
      moves.filter { $0.runs > 0 }.map { Statement.enqueueScheduled.with($0.name, Int32($0.runs)) } + [
        Statement.moveSchedules.with(
          moves.map(\.name), moves.map(\.next), moves.map { $0.runs > 0 }, moves.map(\.error), now)
      ])
    return moves
  }

  private func moves(_ rows: Rows) throws -> [ScheduleMove] {
    try rows.compactMap { try StoredSchedule($0).move(at: $0.decode(Date.self, "now")) }
  }

  private func log(_ move: ScheduleMove) {
    if let error = move.error {
      logger.error("a schedule cannot fire", metadata: ["schedule": "\(move.name)", "reason": "\(error)"])
    }
    if move.skipsSome {
      logger.warning(
        "runs of a schedule were missed and are left out",
        metadata: ["schedule": "\(move.name)", "made_up_for": "\(move.runs)"])
    }
  }
}
