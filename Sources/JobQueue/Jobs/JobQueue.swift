import Foundation
public import LibPQ

/// The job queue of a database: putting jobs in, from whatever transaction is at hand.
///
/// A job exists when the transaction that enqueued it commits, and not before. To run jobs, see `Worker`; from SQL, see the
/// functions of the schema `job_queue`.
public enum JobQueue {
  /// Makes a queue's lanes. Of a queue that is there nothing changes.
  ///
  /// - Parameters:
  ///   - name: lower-case letters, digits, `_`, at most 40 characters.
  ///   - targetWaits: one band each, 0 the first. After its target wait a job goes before all that is due later, of whatever band.
  ///   - shards: how many workers may claim from a band at the same moment. Each costs every idle look at the queue a little.
  public static func createQueue(
    _ name: String, targetWaits: [Duration] = [.seconds(1), .seconds(10), .seconds(60)], shards: Int = 2,
    in executor: some StatementExecutor
  ) async throws {
    try await executor.execute(.createQueue, name, targetWaits, Int16(clamping: shards))
  }

  /// Enqueues jobs of one kind, with one statement as a rule.
  ///
  /// - Returns: what became of each, in the order of `jobs`. All are new unless a unique key was held.
  /// - Throws: `PostgresError` with SQLSTATE `JQ010` when the queue or a band does not exist; `EncodingError`.
  @discardableResult
  public static func enqueue<Arguments: JobArguments>(
    _ jobs: [NewJob<Arguments>], in executor: some StatementExecutor
  ) async throws -> [EnqueuedJob] {
    if jobs.count == 1, jobs[0].uniqueKey == nil { return [try await enqueueOne(jobs[0], in: executor)] }
    var enqueued: [EnqueuedJob?] = Array(repeating: nil, count: jobs.count)
    // One timeline and one way of holding keys a statement: nearly always there is one.
    let statements = Dictionary(grouping: jobs.indices, by: { EnqueueStatement(jobs[$0]) })
    for (common, indices) in statements.sorted(by: { $0.value[0] < $1.value[0] }) {
      let bound = try common.bound(to: indices.map { jobs[$0] })
      let rows = try await executor.executeUnit([bound])[0]
      for (index, row) in zip(indices, rows) {
        enqueued[index] = EnqueuedJob(job: try row.decode(at: 0), isNew: try row.decode(at: 1))
      }
    }
    return enqueued.compactMap(\.self)
  }

  /// The common case has a function of its own, which takes half the time.
  private static func enqueueOne<Arguments: JobArguments>(
    _ job: NewJob<Arguments>, in executor: some StatementExecutor
  ) async throws -> EnqueuedJob {
    let json = String(decoding: try ArgumentsCoding.encoder.encode(job.arguments), as: UTF8.self)
    let rows = try await executor.execute(
      .enqueueOne, Arguments.queue, Arguments.kind, JSONText(json), Int16(clamping: job.band), job.runAt,
      job.deadline, job.timeline, job.trace, job.limitKey)
    return EnqueuedJob(job: try rows[0].decode(at: 0), isNew: true)
  }

  /// Enqueues one job to run at once.
  ///
  /// - Returns: its number.
  @discardableResult
  public static func enqueue(
    _ arguments: some JobArguments, in executor: some StatementExecutor
  ) async throws -> Int64 {
    try await enqueue([NewJob(arguments)], in: executor)[0].job
  }
}

/// What the jobs of one statement have in common.
private struct EnqueueStatement: Hashable {
  let timeline: String
  let hold: UniqueKey.Hold?

  init(_ job: NewJob<some JobArguments>) {
    timeline = job.timeline
    hold = job.uniqueKey?.hold
  }

  func bound<Arguments: JobArguments>(to jobs: [NewJob<Arguments>]) throws -> BoundStatement {
    let encoder = ArgumentsCoding.encoder
    let (until, period): (String, Duration?) =
      switch hold {
      case nil, .untilEnd: ("end", nil)
      case .untilStart: ("start", nil)
      case .lasting(let period): ("time", period)
      }
    return Statement.enqueueMany.with(
      Arguments.queue, Arguments.kind,
      try jobs.map { JSONText(String(decoding: try encoder.encode($0.arguments), as: UTF8.self)) },
      jobs.map { Int16(clamping: $0.band) },
      jobs.map(\.runAt),
      jobs.map(\.deadline),
      timeline,
      jobs.map(\.trace),
      jobs.map(\.limitKey),
      hold == nil ? nil : jobs.map(\.uniqueKey?.key),
      until,
      period)
  }
}
