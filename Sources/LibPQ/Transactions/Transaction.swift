/// A transaction under way; only valid inside of the body that it was given to.
///
/// BEGIN travels with the first statement, so a transaction costs one round trip per unit and one for
/// COMMIT. Statements of concurrent `async let`s are pipelined in the order in which they are sent. After the first
/// error the server refuses everything but the rollback, which comes when the body throws.
public struct Transaction: StatementExecutor {
  let connection: Connection
  let token: UInt64

  nonisolated(nonsending)
    public func executeUnit(_ statements: [BoundStatement], timeout: Duration?) async throws -> [Rows]
  {
    let request = try UnitRequest(statements, timeout: timeout, transaction: token)
    return request.rows(try await connection.run(request))
  }

  /// Sends statements together and waits once; the same as `executeUnit`.
  @discardableResult
  nonisolated(nonsending)
    public func pipeline(_ statements: [BoundStatement], timeout: Duration? = nil) async throws -> [Rows]
  {
    try await executeUnit(statements, timeout: timeout)
  }

  /// Runs `body` so that its failure undoes only what it did itself, and the transaction can go on.
  ///
  /// Not for concurrent use: a savepoint holds everything that is sent while it is open.
  @discardableResult
  nonisolated(nonsending)
    public func withSavepoint<Output>(_ body: (Transaction) async throws -> Output) async throws -> Output
  {
    try await control("savepoint libpq")
    do {
      let output = try await body(self)
      try await control("release savepoint libpq")
      return output
    } catch {
      // The name may be taken again by a savepoint inside of this one; the innermost is always meant.
      // If even that fails, the connection is gone, and the first error says more about it.
      try? await control("rollback to savepoint libpq; release savepoint libpq")
      throw error
    }
  }

  nonisolated(nonsending)
    private func control(_ sql: String) async throws
  {
    let statements = sql.split(separator: "; ").map { EncodedStatement(control: String($0)) }
    _ = try await connection.run(UnitRequest(statements, transaction: token))
  }
}
