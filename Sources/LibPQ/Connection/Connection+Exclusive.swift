import CLibPQ

/// Talking to the server outside of pipeline mode: one task at a time, for scripts and COPY.
extension Connection {
  /// Takes the connection out of pipeline mode after what is under way has ended, begins the transaction that
  /// this belongs to if it has not begun, and gives the server the timeout. `leaveExclusive` must follow.
  ///
  /// - Returns: the instant by which all of it must be done.
  func enterExclusive(timeout: Duration, transaction token: UInt64?) async throws -> ContinuousClock.Instant {
    guard !isShared else { throw ConnectionError(.misuse, "a shared connection has no scripts and no COPY") }
    try Task.checkCancellation()
    while mustWaitForUnits {
      await withCheckedContinuation { continuation in
        if mustWaitForUnits { idleWaiters.append(continuation) } else { continuation.resume() }
      }
    }
    try checkSendable(token, statement: nil)
    guard let pointer = handle?.pointer, PQexitPipelineMode(pointer) == 1 else {
      throw ConnectionError(.misuse, "the connection cannot leave pipeline mode now")
    }
    phase = .exclusive
    // From here on the socket is watched only while somebody waits for it.
    watchSocket(for: .once)
    let deadline = ContinuousClock.now + timeout + Self.grace(for: timeout)
    do {
      if let begin = transaction?.begin() { try await simpleQuery(begin, until: deadline) }
      try await setServerTimeout(timeout, inTransaction: token != nil, until: deadline)
      return deadline
    } catch {
      await leaveExclusive()
      throw error
    }
  }

  private var mustWaitForUnits: Bool { phase == .pipeline && !pipeline.isIdle && !isInterrupted }

  /// Back to pipeline mode, if the session is in a state that is known; otherwise it is not used again.
  func leaveExclusive() async {
    guard phase == .exclusive else { return }
    if !isInterrupted, transaction == nil, isOutsideOfTransaction {
      let deadline = ContinuousClock.now + .seconds(5)
      try? await setServerTimeout(configuration.statementTimeout, inTransaction: false, until: deadline)
    }
    guard phase == .exclusive else { return }
    if !isInterrupted, let pointer = handle?.pointer, PQenterPipelineMode(pointer) == 1 {
      phase = .pipeline
      watchSocket(for: .read)
    } else {
      isInterrupted = true
    }
  }

  /// By itself and not in front of the script, which may be a single statement that refuses to run in a
  /// transaction (CREATE INDEX CONCURRENTLY).
  private func setServerTimeout(
    _ timeout: Duration, inTransaction: Bool, until deadline: ContinuousClock.Instant
  ) async throws {
    // Behind a pooler a session's setting would leak to others.
    guard inTransaction || !isBehindPooler else { return }
    let scope = inTransaction ? "local" : "session"
    try await simpleQuery("set \(scope) statement_timeout = \(timeout.statementTimeout)", until: deadline)
    if inTransaction { transaction?.serverTimeout = timeout }
  }

  /// Sends a text by the simple protocol and reads all of its answers; throws the first error.
  func simpleQuery(_ sql: String, until deadline: ContinuousClock.Instant) async throws {
    try startQuery(sql)
    var failure: PostgresError?
    while let result = try await nextResult(until: deadline) {
      switch result.status {
      case PGRES_FATAL_ERROR:
        failure = failure ?? noted(PostgresError(result))
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        let reason = ConnectionError(.misuse, "a script cannot COPY from or to the client")
        finish(reason)
        throw reason
      default:
        break
      }
    }
    if let failure { throw failure }
  }

  func startQuery(_ sql: String) throws {
    guard let pointer = handle?.pointer, PQsendQuery(pointer, sql) == 1 else { throw endLost() }
  }

  /// The next answer outside of pipeline mode; `nil` when there are no more.
  func nextResult(until deadline: ContinuousClock.Instant) async throws -> ResultHandle? {
    while let pointer = handle?.pointer {
      let unsent = PQflush(pointer)
      guard unsent >= 0 else { break }
      if unsent == 0, PQisBusy(pointer) == 0 {
        if let result = PQgetResult(pointer) { return ResultHandle(result) }
        // A dead connection says NULL for ever.
        guard handle?.isBroken == false else { break }
        return nil
      }
      guard handle?.isBroken == false else { break }
      try await exchange(unsent == 0 ? .read : [.read, .write], until: deadline)
    }
    throw endLost()
  }

  /// Waits for the socket and takes in what has come. Reading even when only writing is wanted: a server
  /// that cannot get rid of its answers stops reading.
  func exchange(_ wanted: Readiness, until deadline: ContinuousClock.Instant) async throws {
    do {
      try await waitForSocket(wanted, until: deadline)
    } catch {
      isInterrupted = true
      throw error
    }
    // If the socket is closed, what has been read may still hold the server's last words.
    _ = handle?.consumeInput()
    drainNotifications()
  }

  /// Ends the connection because of what libpq says, and returns that.
  func endLost() -> ConnectionError {
    finish(lossReason())
    return ConnectionError(.connectionLost, end?.reason ?? "", sqlState: end?.sqlState)
  }

  /// Remembers why the server is about to end the session.
  func noted(_ error: PostgresError) -> PostgresError {
    notices.note(error)
    return error
  }
}
