import ArgumentParser
import Foundation
import JobQueue
import LibPQ

/// A job that does nothing: what is left is what the queue itself costs.
struct NoOperation: JobArguments {
  static let kind = "no_operation"
  static let queue = "bench"
  /// When it was enqueued, on `Monotonic`'s clock.
  var sent: Int
}

func pool(exclusiveConnections: Int) -> Pool {
  var configuration = PoolConfiguration(ProcessInfo.processInfo.environment["DATABASE_URL"] ?? "")
  configuration.exclusiveConnections = exclusiveConnections
  return Pool(configuration)
}

struct SetUp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes the queue, in a database that was migrated.")

  func run() async throws {
    let pool = pool(exclusiveConnections: 1)
    try await JobQueue.createQueue(NoOperation.queue, in: pool)
    await pool.close()
    try printReport([String: Int]())
  }
}
