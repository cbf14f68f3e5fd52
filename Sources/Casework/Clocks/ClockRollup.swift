package import LibPQ

/// The counts of clocks that a monitor adds up. What changes a clock appends to them, in its own transaction (c0140_clock_rollup);
/// workers keep what is appended short.
package enum ClockRollup {
  /// Folds what was appended into the counts. Nothing depends on when, or whether: the sums are the same before and after. Any number of
  /// workers may call it at once; one folds.
  ///
  /// - Returns: how many counts that changed.
  @discardableResult
  package static func fold(in executor: some StatementExecutor) async throws -> Int64 {
    try await executor.execute(.foldClockRollup)[0].decode(at: 0)
  }
}
