public import JobQueue
public import LibPQ

extension JobQueueTesting {
  /// Runs one job through its handler: `prepare`, `plan` and `apply`, as a worker would, with the arguments through JSON and back.
  ///
  /// Nothing is enqueued before or settled afterwards: a disposition such as `.retry` is only returned.
  ///
  /// ```swift
  /// let disposition = try await JobQueueTesting.run(welcome, SendWelcome(customer: 17), in: transaction)
  /// #expect(disposition == .done)
  /// ```
  ///
  /// - Parameters:
  ///   - attempt: which one the handler is told that it is, from 1.
  ///   - transaction: `plan` and `apply` run in it. What they did can be looked at there, and is gone when the test
  ///     rolls it back.
  /// - Throws: what the handler throws; `InvalidPlan`; what coding the arguments throws.
  @discardableResult
  public static func run<Handler: JobHandler>(
    _ handler: Handler, _ arguments: Handler.Arguments, attempt: Int = 1, in transaction: Transaction
  ) async throws -> Disposition {
    try await run(handler, [arguments], attempt: attempt, in: transaction)[0]
  }

  /// The same for a batch, the jobs of which are numbered from 1. One disposition for each, in order.
  @discardableResult
  public static func run<Handler: JobHandler>(
    _ handler: Handler, _ arguments: [Handler.Arguments], attempt: Int = 1, in transaction: Transaction
  ) async throws -> [Disposition] {
    let jobs = try arguments.enumerated().map { index, arguments in
      Job(id: Int64(index) + 1, attempt: attempt, arguments: try ArgumentsCoding.roundTrip(arguments))
    }
    let prepared = try await handler.prepare(jobs)
    let plan = try await handler.plan(jobs, prepared: prepared, in: transaction)
    let strangers = plan.dispositions.keys.filter { !(1...Int64(jobs.count)).contains($0) }
    guard strangers.isEmpty else { throw InvalidPlan(jobs: strangers.sorted()) }
    try await handler.apply(plan.effects, in: transaction)
    return jobs.map { plan.dispositions[$0.id] ?? .done }
  }
}

/// A handler's plan disposes of jobs that were not in its batch: a worker would ignore that.
public struct InvalidPlan: Error, Hashable, Sendable, CustomStringConvertible {
  public let jobs: [Int64]

  public var description: String {
    "the plan disposes of jobs that are not in the batch: \(jobs.map(String.init).joined(separator: ", "))"
  }
}
