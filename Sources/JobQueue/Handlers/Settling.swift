import LibPQ

/// Turns dispositions into the statements that settle a batch.
struct Settling: Sendable {
  let batch: BatchNumber
  let retryPolicy: RetryPolicy
  /// How long the attempts have been running.
  let elapsed: @Sendable () -> Duration
  /// Between 0 and 1, for the jitter.
  let random: @Sendable () -> Double

  /// What really becomes of the attempts: who was to be tried again and has no attempt left is dead.
  func resolved(_ attempts: [ClaimedAttempt], _ dispositions: [Disposition]) -> [Disposition] {
    zip(attempts, dispositions).map { attempt, disposition in
      guard case .retry(let reason) = disposition, Int(attempt.attempt) >= retryPolicy.attempts else {
        return disposition
      }
      return .dead(reason: "attempt \(attempt.attempt) of \(retryPolicy.attempts) failed: \(reason)")
    }
  }

  /// All the done ones with one statement, each other with its own; in the order of seq within each, so that two
  /// workers with the same attempts wait for each other instead of deadlocking.
  func statements(for attempts: [ClaimedAttempt], _ dispositions: [Disposition]) -> [BoundStatement] {
    let settled = zip(attempts, dispositions).sorted { $0.0.seq < $1.0.seq }
    let done = settled.filter { $0.1 == .done }.map(\.0)
    let others = settled.filter { $0.1 != .done }
    var statements: [BoundStatement] = []
    if !done.isEmpty { statements.append(settle(done)) }
    if let keys = Self.giveBackKeys(of: done, at: ["start", "end"]) { statements.append(keys) }
    return statements + others.map { statement(for: $0, $1) }
  }

  /// For jobs that are the only ones of their kind: another may come from now on.
  static func giveBackKeys(of attempts: [ClaimedAttempt], at moments: [String]) -> BoundStatement? {
    let holders = attempts.filter { $0.uniqueKey != nil }
    guard let first = holders.first else { return nil }
    return Statement.giveBackUniqueKeys.with(
      first.kind, holders.map(\.uniqueKey), holders.map(\.job), moments)
  }

  /// Puts an attempt back for a worker that knows its kind.
  func handBack(_ attempt: ClaimedAttempt, delay: Duration) -> BoundStatement {
    postpone(attempt, "handed_back", delay, error: nil)
  }

  private func statement(for attempt: ClaimedAttempt, _ disposition: Disposition) -> BoundStatement {
    switch disposition {
    case .done: settle([attempt])
    case .snooze(let delay):
      postpone(attempt, "snoozed", delay, error: nil)
    case .retry(let reason):
      postpone(
        attempt, "retry", retryPolicy.delay(afterAttempt: Int(attempt.attempt), random: random()) ?? .zero,
        error: reason)
    case .dead(let reason):
      bury(attempt, reason: reason)
    }
  }

  private func settle(_ done: [ClaimedAttempt]) -> BoundStatement {
    Statement.settle.with(batch.worker, batch.number, done[0].generation, done.map(\.seq), elapsed())
  }

  private func postpone(
    _ attempt: ClaimedAttempt, _ result: String, _ delay: Duration, error: String?
  ) -> BoundStatement {
    Statement.postpone.with(
      batch.worker, batch.number, attempt.generation, attempt.seq, result, delay, elapsed(),
      error.map(Self.bounded))
  }

  private func bury(_ attempt: ClaimedAttempt, reason: String) -> BoundStatement {
    Statement.bury.with(
      batch.worker, batch.number, attempt.generation, attempt.seq, elapsed(), Self.bounded(reason))
  }

  /// A text of others may be long, and may hold what PostgreSQL does not take.
  static func bounded(_ reason: String) -> String {
    String(reason.unicodeScalars.filter { $0 != "\0" }.prefix(2000).map(Character.init))
  }
}
