public import Foundation

/// A job to be enqueued.
public struct NewJob<Arguments: JobArguments>: Sendable {
  public var arguments: Arguments
  /// The priority band, 0 first. Which bands there are was said when the queue was created; by default 0, 1 and 2, with
  /// target waits of one second, ten seconds and a minute.
  public var band: Int
  /// Not before this moment of the timeline; at once if `nil` or past.
  public var runAt: Date?
  /// The clock that `runAt` is measured by: `server`, or one that a sandbox can advance.
  public var timeline: String
  /// When the job should be done by. It moves the job forward among those that wait; nothing happens to it afterwards.
  public var deadline: Date?
  /// What a quota by key counts it under, such as a customer's number; see `JobQueue.setQuota`.
  public var limitKey: String?
  /// While another job of the same kind holds this key, nothing is enqueued.
  public var uniqueKey: UniqueKey?
  /// A W3C `traceparent`; by default that of the job that is running here, if there is one.
  public var trace: String?

  public init(
    _ arguments: Arguments, band: Int = 1, runAt: Date? = nil, timeline: String = "server",
    deadline: Date? = nil, limitKey: String? = nil, uniqueKey: UniqueKey? = nil,
    trace: String? = TraceContext.current
  ) {
    self.arguments = arguments
    self.band = band
    self.runAt = runAt
    self.timeline = timeline
    self.deadline = deadline
    self.limitKey = limitKey
    self.uniqueKey = uniqueKey
    self.trace = trace
  }
}

/// What makes a job the only one of its kind.
///
/// When two transactions enqueue the same key at once, the second waits for the first to end: if that rolls back, the second job
/// is enqueued after all. A period or a day is a part of the key's text: `"report-2026-03-01"`.
public struct UniqueKey: Hashable, Sendable {
  /// How long the key is held.
  public enum Hold: Hashable, Sendable {
    /// Until the job begins to run: what changes from then on needs a new one.
    case untilStart
    /// Until it is done, dead or cancelled, with all of its attempts.
    case untilEnd
    /// For so long, whatever becomes of the job.
    case lasting(Duration)
  }

  public var key: String
  public var hold: Hold

  public init(_ key: String, hold: Hold = .untilEnd) {
    self.key = key
    self.hold = hold
  }
}

/// What became of a job that was to be enqueued.
public struct EnqueuedJob: Hashable, Sendable {
  /// The job's number; or, when its unique key is held, that of the job that holds it.
  public let job: Int64
  /// Whether it was enqueued.
  public let isNew: Bool
}
