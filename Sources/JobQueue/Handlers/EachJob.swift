public import LibPQ

/// A handler for jobs that are run one by one, each with a closure, in the batch's transaction.
///
/// ```swift
/// EachJob(SendWelcome.self) { job, transaction in
///   try await transaction.execute(greet, job.arguments.customer)
/// }
/// ```
public struct EachJob<Arguments: JobArguments>: JobHandler {
  public let retryPolicy: RetryPolicy
  public let timeout: Duration?
  private let body: @Sendable (Job<Arguments>, Transaction) async throws -> Void

  /// - Parameter body: its effects in the transaction commit together with the job's outcome. When it throws, nothing of the batch
  ///   is committed, and the other jobs run again: calls to the outside belong into a `JobHandler` of their own.
  public init(
    _: Arguments.Type, retryPolicy: RetryPolicy = .standard, timeout: Duration? = nil,
    _ body: @escaping @Sendable (Job<Arguments>, Transaction) async throws -> Void
  ) {
    self.retryPolicy = retryPolicy
    self.timeout = timeout
    self.body = body
  }

  public func plan(
    _ jobs: [Job<Arguments>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<[Job<Arguments>]> {
    JobPlan(jobs)
  }

  public func apply(_ jobs: [Job<Arguments>], in transaction: Transaction) async throws {
    for job in jobs {
      guard let trace = job.trace else {
        try await body(job, transaction)
        continue
      }
      try await TraceContext.$current.withValue(trace) { try await body(job, transaction) }
    }
  }
}
