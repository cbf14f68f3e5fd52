public import Foundation
public import JobQueue
public import LibPQ

/// A job that is enqueued and not settled for good.
public struct Enqueued<Arguments: JobArguments>: Sendable, Identifiable {
  /// The job's number.
  public let id: Int64
  public let arguments: Arguments
  /// The band that it waits in: a near deadline has moved it to a smaller one than was asked for.
  public let band: Int
  /// Which attempt comes next, or runs.
  public let attempt: Int
  /// When it is due, on `timeline`; `nil` when it is ready, or held back by a limit.
  public let runAt: Date?
  /// `nil` when it is ready, or held back by a limit.
  public let timeline: String?
  /// Its kind's limit, or that of its key, is used up.
  public let isParked: Bool
  public let deadline: Date?
  public let enqueuedAt: Date
  public let limitKey: String?
  public let uniqueKey: String?
  /// The W3C `traceparent` that it was enqueued with.
  public let trace: String?

  init(_ row: Row) throws {
    id = try row.decode(Int64.self, "job")
    arguments = try ArgumentsCoding.decode(Arguments.self, try row.decode(JSONText.self, "arguments"))
    band = Int(try row.decode(Int16.self, "band"))
    attempt = Int(try row.decode(Int16.self, "attempt"))
    let timeline = try row.decode(String?.self, "timeline")
    isParked = timeline?.hasPrefix("limit:") ?? false
    self.timeline = isParked ? nil : timeline
    runAt = isParked ? nil : try row.decode(Date?.self, "run_at")
    deadline = try row.decode(Date?.self, "deadline")
    enqueuedAt = try row.decode(Date.self, "enqueued_at")
    limitKey = try row.decode(String?.self, "limit_key")
    uniqueKey = try row.decode(String?.self, "unique_key")
    trace = try row.decode(String?.self, "trace")
  }
}

/// One failed attempt of a job.
public struct FailedAttempt: Hashable, Sendable {
  public let job: Int64
  public let attempt: Int
  /// The error's description, as operators see it.
  public let error: String
}

extension JobQueueTesting {
  /// The jobs of a kind that are ready, running, scheduled, to be tried again or held back by a limit; in the order of their numbers. In a
  /// transaction, also those that it has enqueued itself.
  ///
  /// - Throws: `DecodingError` when a job's arguments are not what the kind takes.
  public static func enqueued<Arguments: JobArguments>(
    _: Arguments.Type, in executor: some StatementExecutor
  ) async throws -> [Enqueued<Arguments>] {
    try await executor.execute(.listEnqueued, Arguments.kind).map(Enqueued.init)
  }

  /// What went wrong with jobs of a kind, the first failure first.
  public static func failures<Arguments: JobArguments>(
    of _: Arguments.Type, in executor: some StatementExecutor
  ) async throws -> [FailedAttempt] {
    try await executor.execute(.listFailures, Arguments.kind).map { row in
      FailedAttempt(
        job: try row.decode(Int64.self, "job"), attempt: Int(try row.decode(Int16.self, "attempt")),
        error: try row.decode(String.self, "error"))
    }
  }

  /// Lets the time come of scheduled jobs and retries of a kind: they are due now. No clock is moved.
  ///
  /// - Parameter moment: only what is due by then; `nil` for all of it.
  /// - Returns: how many.
  @discardableResult
  public static func makeDue<Arguments: JobArguments>(
    _: Arguments.Type, until moment: Date? = nil, in executor: some StatementExecutor
  ) async throws -> Int {
    try await executor.execute(.makeDue, Arguments.kind, moment).affected
  }
}
