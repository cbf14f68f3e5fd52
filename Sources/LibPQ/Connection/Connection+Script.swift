extension Connection {
  /// Runs a text of several statements, as `psql` would: for migrations.
  ///
  /// All of it is one transaction unless it has BEGIN and COMMIT of its own. Answers are thrown away. Never
  /// put data into it.
  ///
  /// - Parameter timeout: for the whole script; ten times the statement timeout if `nil`.
  public func executeScript(_ sql: String, timeout: Duration? = nil) async throws {
    try await runScript(sql, timeout: timeout, transaction: nil)
  }

  func runScript(_ sql: String, timeout: Duration?, transaction token: UInt64?) async throws {
    guard !sql.utf8.contains(0) else { throw ConnectionError(.misuse, "the script contains U+0000") }
    let timeout = timeout ?? configuration.statementTimeout * 10
    let started = ContinuousClock.now
    let deadline = try await enterExclusive(timeout: timeout, transaction: token)
    do {
      try await simpleQuery(sql, until: deadline)
    } catch {
      await leaveExclusive()
      throw (error as? PostgresError)?.timedOut(after: timeout, since: started) ?? error
    }
    if token != nil, isOutsideOfTransaction {
      // Nothing can be rolled back any more; the least harm is that nobody builds on it.
      isInterrupted = true
    }
    await leaveExclusive()
    guard token == nil || !isInterrupted else {
      throw ConnectionError(.misuse, "a script in a transaction must not end the transaction")
    }
  }
}

extension Transaction {
  /// Runs a text of several statements as a part of the transaction, which it must not end; see
  /// `Connection.executeScript`.
  nonisolated(nonsending)
    public func executeScript(_ sql: String, timeout: Duration? = nil) async throws
  {
    try await connection.runScript(sql, timeout: timeout, transaction: token)
  }
}
