import Foundation
package import LibPQ

/// Reads the state of the desk. Never writes, and cannot: every report is one read-only transaction, in which all of
/// its numbers are of the same instant.
///
/// Every statement is bounded, in rows or by an index, and by `timeout`: a monitor must not be what hurts. Where a
/// bound was reached, the report says "at least".
package struct Monitor: Sendable {
  private let pool: Pool
  private let timeout: Duration

  /// - Parameter timeout: for each statement of a report.
  package init(_ pool: Pool, timeout: Duration = .seconds(10)) {
    self.pool = pool
    self.timeout = timeout
  }

  /// The database answers within two seconds.
  package func isReachable() async -> Bool { await pool.answers() }

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
    let snapshot = TransactionOptions(isolation: .repeatableRead, isReadOnly: true)
    return try await pool.withTransaction(snapshot) { try await body(Look(executor: $0, timeout: timeout)) }
  }

  /// Runs statements in one snapshot; one answer for each.
  func read(_ statements: BoundStatement...) async throws -> [Rows] {
    try await look { try await $0.executor.executeUnit(statements, timeout: timeout) }
  }
}
