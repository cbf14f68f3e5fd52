/// The handler took longer than it may.
struct TimeLimitExceeded: Error, CustomStringConvertible {
  let limit: Duration

  var description: String { "took longer than \(limit)" }
}

/// Runs `body`, cancels it after `limit`, and waits for its end: what it holds is free then.
///
/// - Throws: what `body` throws; `TimeLimitExceeded` when the time was over first, whatever `body` made of that.
func withTimeLimit<Result: Sendable>(
  _ limit: Duration?, clock: any Clock<Duration> = ContinuousClock(),
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  guard let limit else { return try await body() }
  return try await withThrowingTaskGroup(of: Result?.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await clock.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    guard let result = try await group.next(), let result else {
      group.cancelAll()
      // A commit that was on its way counts: what is done is done.
      if let late = try? await group.next(), let late { return late }
      throw TimeLimitExceeded(limit: limit)
    }
    return result
  }
}
