import Foundation
public import LibPQ

/// The job queue of a database: putting jobs in, from whatever transaction is at hand.
///
/// A job exists when the transaction that enqueued it commits, and not before. To run jobs, see `Worker`; from SQL, see the
/// functions of the schema `job_queue`.
public enum JobQueue {
  /// Makes a queue's lanes, with three bands of one second, ten seconds and a minute. Calling it again changes nothing.
  ///
  /// - Parameter name: lower-case letters, digits, `_`, at most 40 characters.
  public static func createQueue(_ name: String, in executor: some StatementExecutor) async throws {
    try await executor.execute(.createQueue, name)
  }

  /// Enqueues jobs of one kind with one statement.
  ///
  /// - Returns: the jobs' numbers, in the order of `jobs`.
  /// - Throws: `PostgresError` with SQLSTATE `JQ010` when the queue or a band does not exist; `EncodingError`.
  @discardableResult
  public static func enqueue<Arguments: JobArguments>(
    _ jobs: [NewJob<Arguments>], in executor: some StatementExecutor
  ) async throws -> [Int64] {
    var numbers: [Int64?] = Array(repeating: nil, count: jobs.count)
    // One timeline a statement: nearly always there is one.
    for (timeline, indices) in Dictionary(grouping: jobs.indices, by: { jobs[$0].timeline }) {
      let bound = try enqueueStatement(indices.map { jobs[$0] }, timeline: timeline)
      let rows = try await executor.executeUnit([bound])[0]
      for (index, row) in zip(indices, rows) { numbers[index] = try row.decode(Int64.self, at: 0) }
    }
    return numbers.compactMap(\.self)
  }

  /// Enqueues one job to run at once.
  @discardableResult
  public static func enqueue(
    _ arguments: some JobArguments, in executor: some StatementExecutor
  ) async throws -> Int64 {
    try await enqueue([NewJob(arguments)], in: executor)[0]
  }

  private static func enqueueStatement<Arguments: JobArguments>(
    _ jobs: [NewJob<Arguments>], timeline: String
  ) throws -> BoundStatement {
    let encoder = ArgumentsCoding.encoder()
    return Statement.enqueueMany.with(
      Arguments.queue, Arguments.kind,
      try jobs.map { JSONText(String(decoding: try encoder.encode($0.arguments), as: UTF8.self)) },
      jobs.map { Int16($0.band) },
      jobs.map(\.runAt),
      jobs.map(\.deadline),
      timeline)
  }
}
