import Foundation
import JobQueue
import LibPQ

/// A job that does nothing: what is left is what the queue itself costs.
struct NoOperation: JobArguments {
  static let kind = "no_operation"
  static let queue = "bench"
  var number: Int
}

func pool(exclusiveConnections: Int) -> Pool {
  var configuration = PoolConfiguration(ProcessInfo.processInfo.environment["DATABASE_URL"] ?? "")
  configuration.exclusiveConnections = exclusiveConnections
  return Pool(configuration)
}
