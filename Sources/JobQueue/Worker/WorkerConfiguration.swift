/// How a worker works. The defaults suit a machine of two cores.
public struct WorkerConfiguration: Sendable {
  /// The queues that it takes jobs from.
  public var queues: [String]
  /// Batches that run at once. Each uses one exclusive connection of the pool while it settles.
  public var concurrency: Int = 4
  /// Jobs in a batch at most.
  public var batchSize: Int = 100
  /// After this long without a beat, others take over what the worker holds. Beats come six times as often. All workers of a
  /// database must have the same.
  public var lease: Duration = .seconds(30)
  /// How often an idle worker looks for jobs that no notification announced.
  public var pollInterval: Duration = .milliseconds(500)
  /// How often scheduled jobs and retries are looked for.
  public var promotionInterval: Duration = .milliseconds(500)
  /// The timelines whose scheduled jobs this worker promotes.
  public var timelines: [String] = ["server"]
  /// Return from `run` when nothing of the queues waits, runs, or is to be tried again.
  public var untilIdle = false
  /// What operators see: the machine and the program's version.
  public var host: String
  public var version: String

  public init(queues: [String], host: String, version: String) {
    self.queues = queues
    self.host = host
    self.version = version
  }
}

/// What a worker has done since it started.
public struct WorkerStatistics: Sendable, Hashable {
  /// Jobs done.
  public internal(set) var done = 0
  /// Attempts that failed and will be tried again.
  public internal(set) var retried = 0
  /// Jobs put off without counting as failed.
  public internal(set) var postponed = 0
  /// Jobs given up.
  public internal(set) var dead = 0
  /// Batches that run right now.
  public internal(set) var running = 0

  mutating func count(_ disposition: Disposition) {
    switch disposition {
    case .done: done += 1
    case .retry: retried += 1
    case .snooze: postponed += 1
    case .dead: dead += 1
    }
  }
}
