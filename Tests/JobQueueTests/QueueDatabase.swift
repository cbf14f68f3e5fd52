import Foundation
import LibPQ
import Logging
import Synchronization
import TestSupport

@testable import JobQueue

/// A database with a queue `work`, and the statements that tests look at it with.
struct QueueDatabase {
  let pool: Pool
  let connectionString: String

  func rows(_ sql: String, _ parameters: any PostgresEncodable...) async throws -> Rows {
    try await pool.execute(Statement("test", sql), parameters: parameters)
  }

  func number(_ sql: String, _ parameters: any PostgresEncodable...) async throws -> Int {
    Int(try await pool.execute(Statement("test", sql), parameters: parameters)[0].decode(Int64.self, at: 0))
  }

  func enqueue(_ count: Int) async throws {
    _ = try await JobQueue.enqueue((0..<count).map { NewJob(Work(number: $0)) }, in: pool)
  }

  /// A worker's row, alive and with a row of unbroken beats behind it, as `reclaim` asks for.
  func joinWorker() async throws -> Int32 {
    let worker = try await rows(
      "select job_queue.join_workers('test', 1, '0', '{work}', '{work}', '1 hour')")[0].decode(
        Int32.self, at: 0)
    _ = try await rows(
      "update job_queue.worker set unbroken_since = '-infinity' where worker_id = $1", worker)
    return worker
  }

  /// A number that no batch has had.
  func newBatch(_ worker: Int32) -> BatchNumber {
    BatchNumber(worker: worker, number: Self.lastNumber.add(1, ordering: .relaxed).newValue)
  }

  private static let lastNumber = Atomic<Int64>(0)

  /// The seqs of a claim.
  func claim(_ batch: BatchNumber, limit: Int = 100) async throws -> [Int64] {
    try await rows(
      "select seq from job_queue.claim($1, $2, '{work}', $3)", batch.worker, batch.number, Int32(limit)
    )
    .map { try $0.decode(at: 0) }
  }

  func claim(_ worker: Int32, limit: Int = 100) async throws -> [Int64] {
    try await claim(newBatch(worker), limit: limit)
  }

  func settle(_ batch: BatchNumber, _ seqs: [Int64], in executor: some StatementExecutor) async throws {
    try await executor.execute(
      Statement(
        "test_settle",
        """
        select job_queue.settle($1, $2, generation, $3, 'done', now())
        from (select coalesce(max(generation), 0::smallint) as generation from job_queue.entry where seq = $3[1]) as held
        """),
      batch.worker, batch.number, seqs)
  }

  /// A beat that names these batches and no other.
  func beat(_ worker: Int32, held: [BatchNumber] = [], released: [BatchNumber] = []) async throws {
    _ = try await rows(
      "select job_queue.beat($1, $2, $2, $3, $4, '{}', false)", worker, newBatch(worker).number,
      held.map(\.number), released.map(\.number))
  }

  /// Every job is settled for good exactly once, and none is left.
  func expectAllSettledOnce(_ jobs: Int) async throws -> Bool {
    let done = try await number("select count(*) from job_queue.outcome where result in ('done', 'dead')")
    let left = try await number(
      "select count(*) from job_queue.entry where not exists (select from job_queue.outcome where outcome.generation = entry.generation and outcome.seq = entry.seq)"
    )
    return done == jobs && left == 0
  }
}

struct Work: JobArguments {
  static let kind = "work"
  static let queue = "work"
  var number: Int
}

/// Runs a test on a database of its own that has the queue `work`.
func withQueue(
  configure: (inout PoolConfiguration) -> Void = { _ in }, _ body: (QueueDatabase) async throws -> Void
) async throws {
  try await withDatabase(.queue) { database in
    var configuration = PoolConfiguration(database.connectionString)
    configure(&configuration)
    let pool = Pool(configuration)
    do {
      try await JobQueue.createQueue("work", in: pool)
      try await body(QueueDatabase(pool: pool, connectionString: database.connectionString))
    } catch {
      await pool.close()
      throw error
    }
    await pool.close()
  }
}
