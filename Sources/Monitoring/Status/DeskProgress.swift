package import Foundation
import LibPQ

/// How far the desk is with what it was given.
package struct DeskProgress: Sendable, Hashable {
  package let cases: Int64
  /// Closed, withdrawn, or waiting for a person with no answer clock left to run out.
  package let atRest: Int64
  package let jobsDone: Int64
  /// Nothing of the queues waits, runs, or has become due.
  package let isIdle: Bool
  package let businessTime: Date
  /// When the next timer of a case is due; `nil` when none waits.
  package let nextTimerAt: Date?

  init(_ row: Row) throws {
    cases = try row.decode(Int64.self, "cases")
    atRest = try row.decode(Int64.self, "at_rest")
    jobsDone = try row.decode(Int64.self, "jobs_done")
    isIdle = try row.decode(Bool.self, "is_idle")
    businessTime = try row.decode(Date.self, "business_time")
    nextTimerAt = try row.decode(Date?.self, "next_timer_at")
  }
}

extension Monitor {
  /// Counts every case and every settled job: for a desk of a size that a person can watch.
  package func progress(queues: [String]) async throws -> DeskProgress {
    try DeskProgress(try await read(Statement.progress.with(queues))[0][0])
  }
}
