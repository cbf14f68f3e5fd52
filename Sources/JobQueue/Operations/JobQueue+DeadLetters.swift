public import LibPQ

extension JobQueue {
  /// Runs dead letters again, now, as first attempts. Their failures stay on record.
  ///
  /// - Parameter jobs: their numbers; `nil` for all that there are.
  /// - Returns: the numbers of those that will run; one that is missing was no dead letter.
  @discardableResult
  public static func revive(_ jobs: [Int64]?, in executor: some StatementExecutor) async throws -> [Int64] {
    try await throughAll { try await executor.execute(.revive, jobs) }
  }

  /// Deletes dead letters for good.
  ///
  /// - Parameter jobs: their numbers; `nil` for all that there are.
  /// - Returns: the numbers of those that are gone; one that is missing was no dead letter.
  @discardableResult
  public static func purgeDeadLetters(
    _ jobs: [Int64]?, in executor: some StatementExecutor
  ) async throws -> [Int64] {
    try await throughAll { try await executor.execute(.purgeDeadLetters, jobs) }
  }

  /// Some at a time, so that each transaction stays short.
  private static func throughAll(_ some: () async throws -> Rows) async throws -> [Int64] {
    var jobs: [Int64] = []
    while true {
      let rows = try await some()
      guard !rows.isEmpty else { return jobs }
      jobs += try rows.map { try $0.decode(Int64.self, at: 0) }
    }
  }
}
