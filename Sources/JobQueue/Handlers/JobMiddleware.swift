public import Foundation

/// Something around every batch that a worker runs: metrics, tracing spans, a log line, a circuit breaker.
///
/// ```swift
/// struct Timing: JobMiddleware {
///   func run(_ batch: JobBatch, _ next: @Sendable () async throws -> Void) async throws {
///     let clock = ContinuousClock()
///     let time = try await clock.measure { try await next() }
///     record(batch.kind, batch.jobs.count, time)
///   }
/// }
/// ```
public protocol JobMiddleware: Sendable {
  /// Calls `next` once, or throws: then the batch has failed as if its handler had thrown. Everything of the batch happens in `next`,
  /// including its commit; when it returns, the batch is settled.
  func run(_ batch: JobBatch, _ next: @Sendable () async throws -> Void) async throws
}

/// The jobs that are run together.
public struct JobBatch: Sendable {
  /// One of them, without its arguments.
  public struct Member: Sendable, Hashable {
    public let job: Int64
    public let attempt: Int
    public let enqueuedAt: Date
    /// The W3C `traceparent` that it was enqueued with.
    public let trace: String?
  }

  public let kind: String
  public let jobs: [Member]

  init(kind: String, _ attempts: [ClaimedAttempt]) {
    self.kind = kind
    jobs = attempts.map {
      Member(job: $0.job, attempt: Int($0.attempt), enqueuedAt: $0.enqueuedAt, trace: $0.trace)
    }
  }
}

extension [any JobMiddleware] {
  /// The first one outermost.
  func run(_ batch: JobBatch, _ body: @escaping @Sendable () async throws -> Void) async throws {
    var next = body
    for middleware in reversed() {
      let inner = next
      next = { try await middleware.run(batch, inner) }
    }
    try await next()
  }
}
