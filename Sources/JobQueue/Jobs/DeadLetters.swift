public import LibPQ

extension JobQueue {
  /// Runs dead letters again, now, as first attempts. Their failures stay on record.
  ///
  /// - Parameter jobs: their numbers; `nil` for all that there are.
  /// - Returns: the numbers of those that will run; one that is missing was no dead letter.
  @discardableResult
  public static func revive(_ jobs: [Int64]?, in executor: some StatementExecutor) async throws -> [Int64] {
    var revived: [Int64] = []
    while true {
      let rows = try await executor.execute(.revive, jobs)
      guard !rows.isEmpty else { return revived }
      revived += try rows.map { try $0.decode(Int64.self, at: 0) }
    }
  }
}
