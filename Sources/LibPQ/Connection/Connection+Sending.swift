import CLibPQ

/// Handing units to libpq.
extension Connection {
  /// Whether the connection may be used for this now; throws why not.
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
  func send(_ request: UnitRequest, as id: Pipeline.UnitID, timeout: Duration) throws -> [String] {
    let statements = request.statements
    try checkSendable(request.transaction, statement: statements[0].statement.name)
    guard let pointer = handle?.pointer else { throw ConnectionError(.closed, "the connection is closed") }
    let controls = controlStatements(timeout: timeout, adjustsServer: request.adjustsServer)
    var steps: [Pipeline.Step] = []
    var reused: [String] = []
    var isQueued = true
    for (index, statement) in (controls + statements).enumerated() where isQueued {
      let lookup = request.usesNames ? prepared.lookUp(statement) : .unnamed
      if case .mustPrepare(let name) = lookup {
        steps.append(.prepare(name: name))
        isQueued = statement.prepare(as: name, on: pointer)
      }
      if case .prepared(let name) = lookup { reused.append(name) }
      steps.append(index < controls.count ? .control : .execute)
      isQueued = isQueued && statement.execute(lookup, on: pointer)
    }
    guard isQueued, libpq_send_sync(pointer) == 1 else {
      var error = endLost()
      error.statement = statements[0].statement.name
      throw error
    }
    pipeline.append(id, steps)
    scheduleFlush()
    return reused
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
