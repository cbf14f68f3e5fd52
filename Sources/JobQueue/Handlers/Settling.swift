import Foundation
import LibPQ

/// Turns dispositions into the statements that settle a batch, for one worker under one claim.
struct Settling: Sendable {
  let token: UUID
  let worker: Int64
  let retryPolicy: RetryPolicy
  /// How long the attempts have been running.
  let elapsed: @Sendable () -> Duration
  /// Between 0 and 1, for the jitter.
  let random: @Sendable () -> Double

  /// All the done ones with one statement, each other with its own; in the order of seq within each, so that two
  /// workers with the same attempts wait for each other instead of deadlocking.
  func statements(for attempts: [ClaimedAttempt], _ dispositions: [Disposition]) -> [BoundStatement] {
    let settled = zip(attempts, dispositions).sorted { $0.0.seq < $1.0.seq }
    let done = settled.filter { $0.1 == .done }.map(\.0)
    let others = settled.filter { $0.1 != .done }
    var statements: [BoundStatement] = []
    if let first = done.first {
      statements.append(
        Statement.settle.with(
          token, first.generation, done.map(\.seq), done.map { _ in "done" }, elapsed()))
    }
    return statements + others.map { statement(for: $0, $1) }
  }

  /// Settles one attempt that failed: another try later, or the dead letters.
  func failed(_ attempt: ClaimedAttempt, reason: String) -> BoundStatement {
    statement(for: attempt, .retry(reason: reason))
  }

  /// Puts an attempt back for a worker that knows its kind.
  func handBack(_ attempt: ClaimedAttempt, delay: Duration) -> BoundStatement {
    postpone(attempt, "handed_back", delay, error: nil)
  }

  private func statement(for attempt: ClaimedAttempt, _ disposition: Disposition) -> BoundStatement {
    switch disposition {
    case .done:
      Statement.settle.with(
        token, attempt.generation, [attempt.seq], ["done"], elapsed())
    case .snooze(let delay):
      postpone(attempt, "snoozed", delay, error: nil)
    case .retry(let reason):
      if let delay = retryPolicy.delay(afterAttempt: Int(attempt.attempt), random: random()) {
        postpone(attempt, "retry", delay, error: reason)
      } else {
        bury(attempt, reason: "attempt \(attempt.attempt) of \(retryPolicy.attempts) failed: \(reason)")
      }
    case .dead(let reason):
      bury(attempt, reason: reason)
    }
  }

  private func postpone(
    _ attempt: ClaimedAttempt, _ result: String, _ delay: Duration, error: String?
  ) -> BoundStatement {
    Statement.postpone.with(
      token, attempt.generation, attempt.seq, result, delay, elapsed(),
      worker, error.map(Self.bounded))
  }

  private func bury(_ attempt: ClaimedAttempt, reason: String) -> BoundStatement {
    Statement.bury.with(
      token, attempt.generation, attempt.seq, elapsed(), worker, Self.bounded(reason))
  }

  /// An error text may be long, and may hold what PostgreSQL does not take.
  private static func bounded(_ reason: String) -> String {
    String(reason.unicodeScalars.filter { $0 != "\0" }.prefix(2000).map(Character.init))
  }
}
