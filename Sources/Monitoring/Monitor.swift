import Foundation
package import LibPQ

/// Reads the state of the desk. Never writes, and cannot: every report is one read-only transaction, in which all of
/// its numbers are of the same instant.
///
/// Every statement is bounded, in rows or by an index, and by `timeout`: a monitor must not be what hurts. Where a
/// bound was reached, the report says "at least".
package struct Monitor: Sendable {
  private enum Source {
    case pool(Pool)
    /// All reports are of the instant of this one.
    case snapshot(Transaction)
  }

  private let source: Source
  private let timeout: Duration

  /// - Parameter timeout: for each statement of a report.
  package init(_ pool: Pool, timeout: Duration = .seconds(10)) {
    self.init(.pool(pool), timeout)
  }

  private init(_ source: Source, _ timeout: Duration) {
    self.source = source
    self.timeout = timeout
  }

  /// The database answers within two seconds.
  package func isReachable() async -> Bool {
    switch source {
    case .pool(let pool): await pool.answers()
    case .snapshot: true
    }
  }

  /// Several reports of the same instant, one after the other.
  package func snapshot<Reports>(_ body: (Monitor) async throws -> Reports) async throws -> Reports {
    try await look { try await body(Monitor(.snapshot($0.executor), timeout)) }
  }

  /// One snapshot, for a report whose later questions depend on earlier answers.
  struct Look {
    let executor: Transaction
    fileprivate let timeout: Duration

    /// One answer for each.
    func read(_ statements: BoundStatement...) async throws -> [Rows] {
      try await executor.executeUnit(statements, timeout: timeout)
    }
  }

  func look<Report>(_ body: (Look) async throws -> Report) async throws -> Report {
    switch source {
    case .pool(let pool):
      let options = TransactionOptions(isolation: .repeatableRead, isReadOnly: true)
      return try await pool.withTransaction(options) {
        try await body(Look(executor: $0, timeout: timeout))
      }
    case .snapshot(let transaction): return try await body(Look(executor: transaction, timeout: timeout))
    }
  }

  /// Runs statements in one snapshot; one answer for each.
  func read(_ statements: BoundStatement...) async throws -> [Rows] {
    try await look { try await $0.executor.executeUnit(statements, timeout: timeout) }
  }
}
