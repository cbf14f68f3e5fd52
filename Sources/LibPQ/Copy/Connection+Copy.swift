import CLibPQ

/// COPY … FROM STDIN, a chunk at a time.
extension Connection {
  /// Begins a COPY and waits until the server is ready for data. `endCopy` must follow.
  func startCopy(
    _ statement: Statement, timeout: Duration, transaction token: UInt64?
  ) async throws -> ContinuousClock.Instant {
    guard !statement.sql.utf8.contains(0) else {
      throw ConnectionError(.misuse, "the statement contains U+0000")
    }
    let deadline = try await enterExclusive(timeout: timeout, transaction: token)
    do {
      try startQuery(statement.sql)
      let first = try await nextResult(until: deadline)
      if first?.status == PGRES_COPY_IN { return deadline }
      let misuse = ConnectionError(
        .misuse, "the statement is no COPY … FROM STDIN", statement: statement.name)
      if first?.status == PGRES_COPY_OUT {
        // Its rows would come for ever.
        finish(misuse)
        throw misuse
      }
      var refusal = first?.status == PGRES_FATAL_ERROR ? first.map { noted(PostgresError($0)) } : nil
      refusal?.statement = statement.name
      while try await nextResult(until: deadline) != nil {}
      if let refusal { throw refusal }
      throw misuse
    } catch {
      await leaveExclusive()
      throw error
    }
  }

  /// Queues a chunk, and waits while the server takes no more. Refusals of rows come with `endCopy`.
  func putCopy(_ chunk: [UInt8], until deadline: ContinuousClock.Instant) async throws {
    guard phase == .exclusive, !isInterrupted, let pointer = handle?.pointer else {
      throw ConnectionError(.closed, end?.reason ?? "the COPY has ended")
    }
    let put = chunk.withUnsafeBytes { bytes in
      PQputCopyData(pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard put == 1 else { throw endLost() }
    while let pointer = handle?.pointer {
      let unsent = PQflush(pointer)
      if unsent == 0 { return }
      guard unsent > 0, handle?.isBroken == false else { break }
      try await exchange([.read, .write], until: deadline)
    }
    throw endLost()
  }

  /// Ends a COPY: all of it counts, or with `isComplete` false nothing.
  ///
  /// - Returns: how many rows were copied; 0 after an abandoned one.
  func endCopy(
    _ statement: Statement, isComplete: Bool, until deadline: ContinuousClock.Instant
  ) async throws -> Int {
    do {
      guard !isInterrupted, let pointer = handle?.pointer else {
        throw ConnectionError(.connectionLost, end?.reason ?? "the COPY was interrupted")
      }
      // The reason goes into the server's log: it must not say what the source said.
      guard PQputCopyEnd(pointer, isComplete ? nil : "the client's source of rows failed") == 1 else {
        throw endLost()
      }
      var rows = 0
      var failure: PostgresError?
      while let result = try await nextResult(until: deadline) {
        if result.status == PGRES_COMMAND_OK { rows = result.affected }
        if result.status == PGRES_FATAL_ERROR { failure = failure ?? noted(PostgresError(result)) }
      }
      await leaveExclusive()
      if isComplete, var failure {
        failure.statement = statement.name
        throw failure
      }
      return isComplete ? rows : 0
    } catch {
      await leaveExclusive()
      throw error
    }
  }
}
