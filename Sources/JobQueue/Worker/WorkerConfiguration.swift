/// How a worker works. The defaults suit a machine of two cores.
public struct WorkerConfiguration: Sendable {
  /// The queues that it takes jobs from.
  public var queues: [String]
  /// Batches that run at once. Each uses one exclusive connection of the pool while it settles.
  public var concurrency: Int = 4
  /// Jobs in a batch at most.
  public var batchSize: Int = 100
  /// After this long without a beat, others take over what the worker holds. Beats come six times as often.
  public var lease: Duration = .seconds(30)
  /// How often an idle worker looks for jobs that no notification announced.
  public var pollInterval: Duration = .milliseconds(500)
  /// How often scheduled jobs and retries are looked for.
  public var promotionInterval: Duration = .milliseconds(500)
  /// The timelines whose scheduled jobs this worker promotes.
  public var timelines: [String] = ["server"]
  /// When the queue's tables move on to their next generation. What was done stays on record for two to three slices. All workers of a
  /// database should have the same; the first for which a slice is over moves on.
  public var rotation = RotationPolicy()
  /// How long the errors of failed attempts are kept; those of dead letters as long as these.
  public var keepFailures: Duration = .seconds(30 * 86400)
  /// Return from `run` when nothing of the queues waits, runs, or is to be tried again.
  public var untilIdle = false
  /// Return from `run` when nothing of the queues is ready or runs, whatever is to come later: for tests.
  package var stopsWhenDrained = false
  /// What operators see: the machine and the program's version.
  public var host: String
  public var version: String

  public init(queues: [String], host: String, version: String) {
    self.queues = queues
    self.host = host
    self.version = version
  }
}

/// How long a generation of the queue's tables is written into.
public struct RotationPolicy: Sendable, Hashable {
  /// A slice of time.
  public var slice: Duration
  /// So many attempts end it earlier: what bounds the space that the queue takes, to about four times 400 bytes each.
  public var entries: Int64

  public init(slice: Duration = .seconds(86400), entries: Int64 = 10_000_000) {
    precondition(slice > .zero && entries > 0)
    self.slice = slice
    self.entries = entries
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
