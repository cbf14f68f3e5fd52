import CLibPQ

extension Connection {
  /// Runs `body` in a transaction: COMMIT when it returns, ROLLBACK when it throws or its task is cancelled.
  ///
  /// - Throws: what `body` throws; `PostgresError` when COMMIT is refused;
  ///   `ConnectionError.Kind.commitOutcomeUnknown` when its reply never came; `.rolledBack` when the body
  ///   swallowed the error that had doomed the transaction. There are no automatic retries.
  @discardableResult
  nonisolated(nonsending)
    public func withTransaction<Output>(
      _ options: TransactionOptions = .readCommitted, _ body: (Transaction) async throws -> Output
    ) async throws -> Output
  {
    let token = try await beginTransaction(options)
    let output: Output
    do {
      output = try await body(Transaction(connection: self, token: token))
      // A body that returns although its task is cancelled may have been cut short.
      try Task.checkCancellation()
    } catch {
      await rollback(token)
      throw error
    }
    try await commit(token)
    return output
  }

  /// Marks the connection; BEGIN itself is sent with the first statement.
  private func beginTransaction(_ options: TransactionOptions) throws -> UInt64 {
    try Task.checkCancellation()
    guard !isShared else { throw ConnectionError(.misuse, "a shared connection has no transactions") }
    guard transaction == nil else {
      throw ConnectionError(.misuse, "a transaction is under way on this connection: use a savepoint")
    }
    lastTransaction += 1
    transaction = TransactionState(token: lastTransaction, options: options)
    return lastTransaction
  }

  private func commit(_ token: UInt64) async throws {
    guard let state = transaction, state.token == token, state.hasBegun else {
      transaction = nil
      return
    }
    if isInterrupted {
      transaction = nil
      let reason = "a statement timed out or was cancelled, so the transaction is rolled back"
      throw ConnectionError(.rolledBack, reason)
    }
    do {
      // Not with the timeout of the last statement: waiting for a synchronous standby is no reason to give up.
      let commit = EncodedStatement(control: "commit")
      let reply = try await run(
        [commit], timeout: nil, transaction: token, isCancellable: false, adjustsServer: false)
      transaction = nil
      guard reply[0].commandTag == "COMMIT" else {
        throw ConnectionError(
          .rolledBack, "an earlier error had doomed the transaction; the server rolled it back")
      }
    } catch let error as ConnectionError where error.kind == .connectionLost || error.kind == .timedOut {
      transaction = nil
      // A COMMIT that the server stopped by itself is rolled back for certain.
      guard error.kind == .connectionLost || error.outcomeIsUnknown else { throw error }
      throw ConnectionError(.commitOutcomeUnknown, error.reason, sqlState: error.sqlState)
    } catch {
      transaction = nil
      throw error
    }
  }

  /// Never throws: a transaction that cannot be rolled back ends with its connection.
  private func rollback(_ token: UInt64) async {
    defer { transaction = nil }
    guard let state = transaction, state.token == token, state.hasBegun, phase != .closed else { return }
    guard !isInterrupted else { return }
    do {
      let rollback = EncodedStatement(control: "rollback")
      _ = try await run(
        [rollback], timeout: .seconds(5), transaction: token, isCancellable: false, adjustsServer: false)
    } catch {
      isInterrupted = true
    }
  }
}
