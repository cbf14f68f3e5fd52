import Synchronization

extension Connection {
  private static let lastToken = Atomic<UInt64>(0)

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
    try Task.checkCancellation()
    let token = Self.lastToken.wrappingAdd(1, ordering: .relaxed).newValue
    try await loop.result { try self.assumeIsolated { try $0.begin(token, options) } }
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
  private func begin(_ token: UInt64, _ options: TransactionOptions) throws {
    guard !isShared else { throw ConnectionError(.misuse, "a shared connection has no transactions") }
    guard transaction == nil else {
      throw ConnectionError(.misuse, "a transaction is under way on this connection: use a savepoint")
    }
    transaction = TransactionState(token: token, options: options)
  }

  /// What the end of a transaction needs.
  private enum Ending {
    /// Nothing was ever sent.
    case empty
    case statement
    /// A statement timed out or was cancelled: the connection will be closed, and that rolls back.
    case interrupted
  }

  private func ending(_ token: UInt64) -> Ending {
    guard let transaction, transaction.token == token, transaction.hasBegun else {
      transaction = nil
      return .empty
    }
    guard isInterrupted else { return .statement }
    self.transaction = nil
    return .interrupted
  }

  nonisolated(nonsending)
    private func commit(_ token: UInt64) async throws
  {
    switch try await loop.result(of: { self.assumeIsolated { $0.ending(token) } }) {
    case .empty:
      return
    case .interrupted:
      let reason = "a statement timed out or was cancelled, so the transaction is rolled back"
      throw ConnectionError(.rolledBack, reason)
    case .statement:
      do {
        let replies = try await run(.ending(token, with: "commit"))
        guard replies[0].commandTag == "COMMIT" else {
          let reason = "an earlier error had doomed the transaction; the server rolled it back"
          throw ConnectionError(.rolledBack, reason)
        }
      } catch let error as ConnectionError where error.outcomeIsUnknown {
        throw ConnectionError(.commitOutcomeUnknown, error.reason, sqlState: error.sqlState)
      }
    }
  }

  /// Never throws: a transaction that cannot be rolled back ends with its connection.
  nonisolated(nonsending)
    private func rollback(_ token: UInt64) async
  {
    do {
      guard try await loop.result(of: { self.assumeIsolated { $0.ending(token) } }) == .statement else {
        return
      }
      _ = try await run(.ending(token, with: "rollback"))
    } catch {
      await interrupt()
    }
  }

  private func interrupt() {
    isInterrupted = true
  }
}

extension UnitRequest {
  /// With the configuration's timeout, not that of the last statement, and without telling the server: waiting
  /// for a synchronous standby is no reason to give up.
  fileprivate static func ending(_ token: UInt64, with sql: String) -> UnitRequest {
    var request = UnitRequest([EncodedStatement(control: sql)], transaction: token)
    request.endsTransaction = true
    request.adjustsServer = false
    return request
  }
}
