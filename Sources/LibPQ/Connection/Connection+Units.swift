import CLibPQ

/// Somebody who waits for the end of a unit.
struct Caller {
  typealias Continuation = CheckedContinuation<Connection.Pipeline.FinishedUnit, any Error>

  let continuation: Continuation
  let deadline: ContinuousClock.Instant
  /// The first statement's, for errors.
  let statement: String

  func resume(throwing error: ConnectionError) {
    var error = error
    error.statement = statement
    continuation.resume(throwing: error)
  }
}

/// Sending units and waiting for their end.
extension Connection {
  nonisolated(nonsending)
    public func executeUnit(_ statements: [BoundStatement], timeout: Duration?) async throws -> [Rows]
  {
    let encoded = try statements.map { try EncodedStatement($0) }
    let replies = try await run(encoded, timeout: timeout)
    return zip(replies, encoded).map { Rows(result: $0, statement: $1.statement.name) }
  }

  /// Runs a unit to its end.
  ///
  /// If the server has forgotten a statement (26000), or its columns have changed since it was prepared
  /// (0A000), the unit is sent once more, without names: it was rolled back, so nothing happens twice. Inside
  /// of a transaction that is not possible, the transaction is doomed; there the next one will do better.
  ///
  /// - Parameters:
  ///   - transaction: the token of the transaction that it belongs to.
  ///   - isCancellable: false for COMMIT and ROLLBACK, whose end must be known.
  ///   - adjustsServer: whether the server is told of a timeout that differs from the session's.
  func run(
    _ statements: [EncodedStatement], timeout: Duration?, transaction token: UInt64? = nil,
    isCancellable: Bool = true, adjustsServer: Bool = true
  ) async throws -> [ResultHandle] {
    precondition(!statements.isEmpty, "a unit has at least one statement")
    let timeout = timeout ?? configuration.statementTimeout
    let started = ContinuousClock.now
    var isRetry = false
    while true {
      let (finished, reused) = try await attempt(
        statements, timeout: timeout, transaction: token, isCancellable: isCancellable,
        adjustsServer: adjustsServer, usesNames: !isRetry)
      guard var error = finished.failure else { return finished.replies }
      error.statement = finished.failedStatement.map { statements[$0].statement.name }
      if !reused.isEmpty, error.mayComeFromStalePlan {
        // Only these names: others may have been prepared again since.
        for name in reused { prepared.forget(name: name) }
        if token == nil, !isRetry {
          isRetry = true
          continue
        }
      }
      if error.sqlState.condemnsConnection, !(transaction?.options.isReadOnly ?? false) { retire() }
      throw error.timedOut(after: timeout, since: started) ?? error
    }
  }

  private func attempt(
    _ statements: [EncodedStatement], timeout: Duration, transaction token: UInt64?, isCancellable: Bool,
    adjustsServer: Bool, usesNames: Bool
  ) async throws -> (Pipeline.FinishedUnit, reused: [String]) {
    let id = pipeline.nextID()
    let name = statements[0].statement.name
    var reused: [String] = []
    let finished = try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: Caller.Continuation) in
        // All in one go: an `await` between sending and waiting would let the answer come in between.
        do {
          if isCancellable { try Task.checkCancellation() }
          try checkSendable(token, statement: name)
          let controls = controlStatements(timeout: timeout, adjustsServer: adjustsServer)
          reused = try send(id, controls: controls, statements, usesNames: usesNames)
        } catch {
          return continuation.resume(throwing: error)
        }
        let deadline = ContinuousClock.now + timeout + Self.grace(for: timeout)
        callers[id] = Caller(continuation: continuation, deadline: deadline, statement: name)
        armDeadline(deadline)
      }
    } onCancel: {
      if isCancellable { Task { await self.abandon(id) } }
    }
    return (finished, reused)
  }

  func checkSendable(_ token: UInt64?, statement: String?) throws {
    if let end { throw ConnectionError(.closed, end.reason, statement: statement, sqlState: end.sqlState) }
    guard !isInterrupted else {
      let reason = "an earlier statement timed out or was cancelled; what the session does is unknown"
      throw ConnectionError(.closed, reason, statement: statement)
    }
    guard phase == .pipeline else {
      let reason = "the connection is busy with a script or COPY"
      throw ConnectionError(.misuse, reason, statement: statement)
    }
    guard transaction?.token == token else {
      let reason =
        token == nil
        ? "a transaction is under way on this connection: use the Transaction" : "the transaction has ended"
      throw ConnectionError(.misuse, reason, statement: statement)
    }
  }

  /// Queues a unit in libpq. What libpq refuses to queue cannot be taken back: the connection ends.
  ///
  /// - Returns: the names of statements that the unit takes for prepared.
  private func send(
    _ id: Pipeline.UnitID, controls: [EncodedStatement], _ statements: [EncodedStatement], usesNames: Bool
  ) throws -> [String] {
    guard let pointer = handle?.pointer else { throw ConnectionError(.closed, "the connection is closed") }
    var steps: [Pipeline.Step] = []
    var reused: [String] = []
    var isQueued = true
    for (index, statement) in (controls + statements).enumerated() where isQueued {
      let lookup = usesNames ? prepared.lookUp(statement) : .unnamed
      if case .mustPrepare(let name) = lookup {
        steps.append(.prepare(name: name))
        isQueued = statement.prepare(as: name, on: pointer)
      }
      if case .prepared(let name) = lookup { reused.append(name) }
      steps.append(index < controls.count ? .control : .execute)
      isQueued = isQueued && statement.execute(lookup, on: pointer)
    }
    guard isQueued, libpq_send_sync(pointer) == 1 else {
      finish(ConnectionError(.connectionLost, handle?.errorMessage ?? "the connection is closed"))
      throw ConnectionError(.connectionLost, end?.reason ?? "", statement: statements[0].statement.name)
    }
    pipeline.append(id, steps)
    scheduleFlush()
    return reused
  }

  /// The caller's task was cancelled: it goes on at once, its unit runs to its end unheard.
  private func abandon(_ id: Pipeline.UnitID) {
    guard let caller = callers.removeValue(forKey: id) else { return }
    isInterrupted = isInterrupted || !isShared
    caller.continuation.resume(throwing: CancellationError())
  }
}

extension PostgresError {
  /// The server does not know the name, or would have to answer in other columns than before.
  fileprivate var mayComeFromStalePlan: Bool {
    sqlState == .invalidStatementName || sqlState == .featureNotSupported
  }
}

extension EncodedStatement {
  /// Queues the preparation; false when libpq refuses.
  fileprivate func prepare(as name: String, on connection: OpaquePointer) -> Bool {
    PQsendPrepare(connection, name, statement.sql, Int32(parameterCount), types) == 1
  }

  /// Queues the execution, results in binary; false when libpq refuses.
  fileprivate func execute(_ lookup: PreparedStatements.Lookup, on connection: OpaquePointer) -> Bool {
    withValues { values in
      switch lookup {
      case .prepared(let name), .mustPrepare(let name):
        PQsendQueryPrepared(connection, name, Int32(parameterCount), values, lengths, formats, 1) == 1
      case .unnamed:
        PQsendQueryParams(
          connection, statement.sql, Int32(parameterCount), types, values, lengths, formats, 1) == 1
      }
    }
  }
}
