/// Whatever statements can be run on: a pool, a connection, a transaction.
///
/// Code that should work inside and outside of a transaction takes `some StatementExecutor`.
public protocol StatementExecutor: Sendable {
  /// Runs statements as one unit: sent together, answered together, all or nothing.
  ///
  /// On a pool or a connection the unit is a transaction of its own (READ COMMITTED unless the server's
  /// default says otherwise) that is begun, run and committed in one round trip. In a transaction it is a
  /// part of that: one failure dooms the whole transaction, as ever.
  ///
  /// - Parameters:
  ///   - statements: at least one; each may use what those before it wrote. No BEGIN, COMMIT, COPY.
  ///   - timeout: for each of them; the configuration's statement timeout if `nil`.
  /// - Returns: one answer for each statement, in order.
  /// - Throws: `PostgresError`, `ConnectionError`, `PostgresEncodingError`, or `CancellationError` when the
  ///   task is cancelled: at once on a pool, where the unit may still take effect.
  nonisolated(nonsending)
    func executeUnit(_ statements: [BoundStatement], timeout: Duration?) async throws -> [Rows]
}

extension StatementExecutor {
  /// Runs statements as one unit, with the configuration's statement timeout.
  @discardableResult
  nonisolated(nonsending)
    public func executeUnit(_ statements: [BoundStatement]) async throws -> [Rows]
  {
    try await executeUnit(statements, timeout: nil)
  }

  /// Runs one statement; see `executeUnit`.
  ///
  /// An array is *one* parameter here (`$1::int8[]`).
  @discardableResult
  nonisolated(nonsending)
    public func execute(
      _ statement: Statement, _ parameters: any PostgresEncodable..., timeout: Duration? = nil
    ) async throws -> Rows
  {
    try await execute(statement, parameters: parameters, timeout: timeout)
  }

  /// Runs one statement with a list of parameters that is made at run time.
  @discardableResult
  nonisolated(nonsending)
    public func execute(
      _ statement: Statement, parameters: [any PostgresEncodable], timeout: Duration? = nil
    ) async throws -> Rows
  {
    try await executeUnit([BoundStatement(statement, parameters)], timeout: timeout)[0]
  }
}
