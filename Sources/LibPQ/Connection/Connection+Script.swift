import CLibPQ

extension Connection {
  /// Runs a text of several statements, as `psql` would: for migrations.
  ///
  /// All of it is one transaction unless it has BEGIN and COMMIT of its own. Answers are thrown away. Never
  /// put data into it.
  ///
  /// - Parameter timeout: for the whole script; ten times the statement timeout if `nil`.
  public func executeScript(_ sql: String, timeout: Duration? = nil) async throws {
    guard !sql.utf8.contains(0) else { throw ConnectionError(.misuse, "the script contains U+0000") }
    guard transaction == nil else { throw ConnectionError(.misuse, "a script is a transaction of its own") }
    let timeout = timeout ?? configuration.statementTimeout * 10
    try await withoutPipeline(timeout: timeout) { connection, deadline in
      guard !connection.isBehindPooler else { return try await connection.simpleQuery(sql, until: deadline) }
      // By itself, as a session's setting: the script may have transactions of its own, or be a single
      // statement that refuses to run in one (CREATE INDEX CONCURRENTLY).
      try await connection.simpleQuery(Self.setTimeout(timeout), until: deadline)
      let outcome: Result<Void, PostgresError>
      do {
        try await connection.simpleQuery(sql, until: deadline)
        outcome = .success(())
      } catch let error as PostgresError {
        outcome = .failure(error)
      }
      let isIdle = connection.isOutsideOfTransaction
      if isIdle {
        let usual = connection.configuration.statementTimeout
        try await connection.simpleQuery(Self.setTimeout(usual), until: deadline)
      }
      try outcome.get()
    }
  }

  private static func setTimeout(_ timeout: Duration) -> String {
    "set statement_timeout = \(timeout.statementTimeout)"
  }

  /// Runs `body` with pipeline mode switched off, after what is under way has ended.
  ///
  /// If `body` fails otherwise than by the server's verdict, what the session is doing is unknown, and it
  /// is not used again.
  func withoutPipeline<Output>(
    timeout: Duration, transaction token: UInt64? = nil,
    _ body: (isolated Connection, ContinuousClock.Instant) async throws -> sending Output
  ) async throws -> sending Output {
    guard !isShared else { throw ConnectionError(.misuse, "a shared connection has no scripts and no COPY") }
    let deadline = ContinuousClock.now + timeout + Self.grace(for: timeout)
    while phase == .pipeline, !pipeline.isIdle {
      await withCheckedContinuation { idleWaiters.append($0) }
    }
    guard phase == .pipeline, !isInterrupted, transaction?.token == token, let pointer = handle?.pointer,
      PQexitPipelineMode(pointer) == 1
    else { throw end ?? ConnectionError(.misuse, "the connection is busy, closed or in a transaction") }
    phase = .exclusive
    do {
      let output = try await body(self, deadline)
      try resumePipeline()
      return output
    } catch {
      if error is PostgresError { try? resumePipeline() } else { isInterrupted = true }
      throw error
    }
  }

  private func resumePipeline() throws {
    guard phase == .exclusive, let pointer = handle?.pointer, PQenterPipelineMode(pointer) == 1 else {
      isInterrupted = true
      throw end ?? ConnectionError(.connectionLost, lossReason().reason)
    }
    phase = .pipeline
    watchSocket(for: .read)
  }

  /// Sends a text by the simple protocol and reads all of its answers; throws the first error.
  func simpleQuery(_ sql: String, until deadline: ContinuousClock.Instant) async throws {
    guard let pointer = handle?.pointer, PQsendQuery(pointer, sql) == 1 else {
      finish(lossReason())
      throw lossReason()
    }
    var failure: PostgresError?
    while let result = try await nextResult(until: deadline) {
      switch result.status {
      case PGRES_FATAL_ERROR where failure == nil:
        let error = PostgresError(result)
        if error.severity != "ERROR" { notices.fatalState = error.sqlState }
        failure = error
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

  /// The next answer outside of pipeline mode; `nil` when there are no more.
  func nextResult(until deadline: ContinuousClock.Instant) async throws -> ResultHandle? {
    while let pointer = handle?.pointer {
      let unsent = PQflush(pointer)
      guard unsent >= 0, handle?.isBroken == false else { break }
      if unsent == 0, PQisBusy(pointer) == 0 { return PQgetResult(pointer).map(ResultHandle.init) }
      try await waitForSocket(unsent == 0 ? .read : [.read, .write], until: deadline)
      guard handle?.consumeInput() == true else { break }
      drainNotifications()
    }
    let reason = lossReason()
    finish(reason)
    throw reason
  }
}
