extension Connection {
  /// Loads rows with COPY … FROM STDIN: by far the fastest way in.
  ///
  /// If the source throws, the task is cancelled or the server refuses a row, none of the rows is kept. The
  /// server reads a bad row's chunk long before it says so: its error comes at the end.
  ///
  /// - Parameters:
  ///   - statement: `copy t (a, b) from stdin`, in the format that `chunks` are in.
  ///   - chunks: bytes; where they are cut does not matter. See `CopyText` and `CopyBinary`.
  ///   - timeout: for all of it; ten times the statement timeout if `nil`.
  /// - Returns: how many rows were copied.
  @discardableResult
  nonisolated(nonsending)
    public func copyIn<Chunks: AsyncSequence>(
      _ statement: Statement, timeout: Duration? = nil, _ chunks: Chunks
    ) async throws -> Int where Chunks.Element == [UInt8]
  {
    var iterator = chunks.makeAsyncIterator()
    return try await copyIn(statement, timeout: timeout, transaction: nil) { try await iterator.next() }
  }

  /// The same with chunks that are at hand.
  @discardableResult
  nonisolated(nonsending)
    public func copyIn(
      _ statement: Statement, timeout: Duration? = nil, _ chunks: some Sequence<[UInt8]>
    ) async throws -> Int
  {
    var iterator = chunks.makeIterator()
    return try await copyIn(statement, timeout: timeout, transaction: nil) { iterator.next() }
  }

  /// Gathers chunks to pieces worth a hop to the event loop. One that waits for the source is not sent
  /// meanwhile: COPY shows nothing before its end anyway.
  nonisolated(nonsending)
    func copyIn(
      _ statement: Statement, timeout: Duration?, transaction token: UInt64?,
      _ next: () async throws -> [UInt8]?
    ) async throws -> Int
  {
    let timeout = timeout ?? configuration.statementTimeout * 10
    let deadline = try await startCopy(statement, timeout: timeout, transaction: token)
    do {
      var piece: [UInt8] = []
      while let chunk = try await next() {
        piece += chunk
        guard piece.count >= 65536 else { continue }
        try Task.checkCancellation()
        try await putCopy(piece, until: deadline)
        piece.removeAll()
      }
      try Task.checkCancellation()
      if !piece.isEmpty { try await putCopy(piece, until: deadline) }
    } catch {
      _ = try? await endCopy(statement, isComplete: false, until: deadline)
      throw error
    }
    return try await endCopy(statement, isComplete: true, until: deadline)
  }
}

extension Transaction {
  /// Loads rows as a part of the transaction; see `Connection.copyIn`.
  @discardableResult
  nonisolated(nonsending)
    public func copyIn<Chunks: AsyncSequence>(
      _ statement: Statement, timeout: Duration? = nil, _ chunks: Chunks
    ) async throws -> Int where Chunks.Element == [UInt8]
  {
    var iterator = chunks.makeAsyncIterator()
    return try await connection.copyIn(statement, timeout: timeout, transaction: token) {
      try await iterator.next()
    }
  }

  /// The same with chunks that are at hand.
  @discardableResult
  nonisolated(nonsending)
    public func copyIn(
      _ statement: Statement, timeout: Duration? = nil, _ chunks: some Sequence<[UInt8]>
    ) async throws -> Int
  {
    var iterator = chunks.makeIterator()
    return try await connection.copyIn(statement, timeout: timeout, transaction: token) { iterator.next() }
  }
}
