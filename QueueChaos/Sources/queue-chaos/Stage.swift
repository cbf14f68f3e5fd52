import JobQueue
import LibPQ

/// What a run needs in its database.
enum Stage {
  static func set(_ pool: Pool) async throws {
    try await pool.withConnection { connection in
      for script in [
        PackageResources.history_sql, PackageResources.attempts_sql, PackageResources.bounds_sql,
      ] {
        try await connection.executeScript(String(decoding: script, as: UTF8.self))
      }
    }
    try await JobQueue.createQueue(ChaosQueues.wide, in: pool)
    try await pool.execute(
      Statement("create_narrow", "select job_queue.create_queue($1, p_shards => 1::smallint)"),
      ChaosQueues.narrow)
    try await JobQueue.limit(Limited.self, to: .running(3), in: pool)
    try await JobQueue.limit(Keyed.self, to: .running(1), eachKey: true, in: pool)
    try await JobQueue.limit(Keyed.self, to: .running(4), in: pool)
    // A period that outlives a generation.
    try await JobQueue.limit(Rated.self, to: .starts(12, per: .seconds(20)), in: pool)
  }
}
