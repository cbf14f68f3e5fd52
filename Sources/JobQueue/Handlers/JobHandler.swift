public import LibPQ

/// Runs the jobs of one kind, a batch at a time.
///
/// A batch goes through three steps. `prepare` works outside of any transaction: calls to the outside belong here, each with an
/// idempotency key, because it may run again. Then one transaction: `plan` loads what the whole batch needs with one
/// statement and decides; the runtime inserts the outcomes, which is the fence against a second worker with the same
/// jobs; `apply` writes the effects. They commit together, so the effects of a job are there exactly once.
///
/// When a step throws, nothing of the batch is committed, and it is split until the job that fails is alone; that one is tried
/// again later, as `retryPolicy` says. So every step must stand being run again, with other jobs beside it.
///
/// Lock rows that several jobs may touch in one order (`order by id for update`): batches of two workers would deadlock
/// otherwise, which costs a rollback and a second run, not correctness.
public protocol JobHandler<Arguments>: Sendable {
  associatedtype Arguments: JobArguments
  /// What `prepare` hands to `plan`.
  associatedtype Prepared: Sendable = Void
  /// What `plan` decided and `apply` writes.
  associatedtype Effects: Sendable = Void

  /// When a failed job is tried again, and how often.
  var retryPolicy: RetryPolicy { get }

  /// How long a batch may take from `prepare` to the commit; no limit by default. Over it the handler's task is cancelled and the batch
  /// counts as failed: it is split, so that in the end each job has that long.
  var timeout: Duration? { get }

  /// Calls to the outside, with transactions of its own where it needs them. Nothing by default.
  func prepare(_ jobs: [Job<Arguments>]) async throws -> Prepared

  /// Reads and decides; what cannot be done now gets another disposition than `.done`.
  func plan(
    _ jobs: [Job<Arguments>], prepared: Prepared, in transaction: Transaction
  ) async throws -> JobPlan<Effects>

  /// Writes the effects, and enqueues what follows.
  func apply(_ effects: Effects, in transaction: Transaction) async throws
}

extension JobHandler {
  public var retryPolicy: RetryPolicy { .standard }
  public var timeout: Duration? { nil }
}

extension JobHandler where Prepared == Void {
  public func prepare(_ jobs: [Job<Arguments>]) async throws {}
}

extension JobHandler where Effects == Void {
  public func apply(_ effects: Void, in transaction: Transaction) async throws {}
}

/// What is to become of the jobs of a batch.
public struct JobPlan<Effects: Sendable>: Sendable {
  /// Passed to `apply`. Leave out the effects of jobs that are not `.done`.
  public var effects: Effects
  /// By the job's number; a job that is not named is done.
  public var dispositions: [Int64: Disposition]

  public init(_ effects: Effects, dispositions: [Int64: Disposition] = [:]) {
    self.effects = effects
    self.dispositions = dispositions
  }
}

/// How an attempt ends.
public enum Disposition: Hashable, Sendable {
  /// The job has done what it is for.
  case done
  /// It failed, and is tried again as the retry policy says. The reason is kept and shown: no personal data in it.
  case retry(reason: String)
  /// Not now: again after this long, without counting as an attempt.
  case snooze(Duration)
  /// It failed for good. The reason is kept and shown.
  case dead(reason: String)
}
