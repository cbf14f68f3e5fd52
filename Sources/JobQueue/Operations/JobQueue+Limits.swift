public import LibPQ

/// What a kind of job may use.
public struct Quota: Hashable, Sendable {
  /// Attempts that run at once.
  public var running: Int?
  /// Attempts that are begun within any `period`.
  public var starts: Int?
  public var period: Duration?

  /// At most so many at once.
  public static func running(_ count: Int) -> Quota { Quota(running: count) }

  /// At most so many in any span of so long.
  public static func starts(_ count: Int, per period: Duration) -> Quota {
    Quota(starts: count, period: period)
  }

  public init(running: Int? = nil, starts: Int? = nil, period: Duration? = nil) {
    self.running = running
    self.starts = starts
    self.period = period
  }
}

extension JobQueue {
  /// Limits a kind of job, in all workers together. What is over the limit is parked, and goes on as soon as it may, earliest due
  /// first. Exact: never more than the quota, also while workers die.
  ///
  /// - Parameters:
  ///   - quota: `nil` for no limit any more.
  ///   - eachKey: of the jobs with the same `NewJob.limitKey`, each key by itself; otherwise of all of the kind. Both may be set.
  public static func limit<Arguments: JobArguments>(
    _: Arguments.Type, to quota: Quota?, eachKey: Bool = false, in executor: some StatementExecutor
  ) async throws {
    try await limit(kind: Arguments.kind, to: quota, eachKey: eachKey, in: executor)
  }

  /// The same by the kind's name, for programs that operate queues they do not know.
  public static func limit(
    kind: String, to quota: Quota?, eachKey: Bool = false, in executor: some StatementExecutor
  ) async throws {
    try await executor.execute(
      .setQuota, kind, eachKey, quota?.running.map(Int32.init(clamping:)),
      quota?.starts.map(Int32.init(clamping:)), quota?.period)
  }
}
