public import JobQueue
public import LibPQ
public import Logging

extension JobQueueTesting {
  /// Has a worker run everything that is ready in some queues, and what that enqueues to run at once; returns when nothing of it is left.
  ///
  /// What is scheduled, and what failed and waits to be tried again, stays: `makeDue` lets its time come, and another `drain`
  /// runs it. So a job that fails is run once a drain, and the test says how often.
  ///
  /// - Parameters:
  ///   - queues: those of the handlers if not said.
  ///   - timelines: whose due jobs are looked for.
  ///   - timeout: throws `DrainTimedOut` after this long; handlers are cancelled then.
  /// - Returns: what was done, is to be tried again, was put off, and died.
  /// - Throws: `WorkerSetupError` as `Worker.run` does. A job that fails throws nothing: see `failures`.
  @discardableResult
  public static func drain(
    _ queues: [String]? = nil, with handlers: [any JobHandler], middleware: [any JobMiddleware] = [],
    timelines: [String] = ["server"], timeout: Duration = .seconds(60), on pool: Pool,
    logger: Logger = Logger(label: "job-queue-testing") { _ in SwiftLogNoOpLogHandler() }
  ) async throws -> WorkerStatistics {
    var configuration = WorkerConfiguration(
      queues: queues ?? Set(handlers.map { queue(of: $0) }).sorted(), host: "test", version: "test")
    configuration.stopsWhenDrained = true
    configuration.concurrency = min(4, pool.configuration.exclusiveConnections)
    configuration.pollInterval = .milliseconds(10)
    configuration.promotionInterval = .milliseconds(10)
    configuration.timelines = timelines
    let worker = Worker(
      pool: pool, configuration: configuration, handlers: handlers, middleware: middleware, logger: logger)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await worker.run()
        return true
      }
      group.addTask {
        try await Task.sleep(for: timeout)
        return false
      }
      defer { group.cancelAll() }
      guard try await group.next() == true else { throw DrainTimedOut(timeout: timeout) }
    }
    return worker.statistics
  }

  private static func queue<Handler: JobHandler>(of _: Handler) -> String { Handler.Arguments.queue }
}

/// Jobs were still running, or enqueued ever more of their kind.
public struct DrainTimedOut: Error, Hashable, Sendable, CustomStringConvertible {
  public let timeout: Duration

  public var description: String { "the queue was not drained within \(timeout)" }
}
