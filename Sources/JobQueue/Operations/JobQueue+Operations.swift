public import LibPQ

/// What came of cancelling a job.
public enum Cancellation: String, Hashable, Sendable {
  /// It will not run, or not to its end.
  case cancelled
  /// Its worker has a transaction open that has settled it, and is told to stop: when it does the job is cancelled, if it commits
  /// instead it is done.
  case cancelling
  /// It was settled for good before, or there is no such job.
  case over
}

extension JobQueue {
  /// Cancels a job, waiting or running.
  ///
  /// A waiting one never runs. A running one cannot commit anything any more, and its handler's task is cancelled; what it has done
  /// outside of the database is not taken back.
  @discardableResult
  public static func cancel(
    _ job: Int64, in executor: some StatementExecutor
  ) async throws -> Cancellation {
    let answer = try await executor.execute(.cancel, job)[0].decode(String.self, at: 0)
    return Cancellation(rawValue: answer) ?? .over
  }

  /// Why a job is not running, in one sentence: for a person.
  public static func explain(_ job: Int64, in executor: some StatementExecutor) async throws -> String {
    try await executor.execute(.explain, job)[0].decode(at: 0)
  }

  /// Has nothing claimed from a queue any more; what runs is finished.
  ///
  /// - Parameter reason: shown to whoever asks why a job waits.
  /// - Returns: false when there is no such queue.
  public static func pause(
    _ queue: String, reason: String? = nil, in executor: some StatementExecutor
  ) async throws -> Bool {
    try await executor.execute(.pause, queue, reason)[0].decode(at: 0)
  }

  /// Ends a pause.
  ///
  /// - Returns: false when there is no such queue.
  public static func resume(_ queue: String, in executor: some StatementExecutor) async throws -> Bool {
    try await executor.execute(.resume, queue)[0].decode(at: 0)
  }

  /// Moves a queue to the server that it is on now, after a restore into another cluster, a logical copy, or `pg_upgrade`. Until
  /// then no worker joins. What was claimed and not settled is pending again.
  ///
  /// - Returns: how many jobs were pending.
  /// - Throws: `PostgresError` with SQLSTATE `55006` while a worker is running.
  public static func rebase(in executor: some StatementExecutor) async throws -> Int64 {
    try await executor.execute(.rebase)[0].decode(at: 0)
  }
}
