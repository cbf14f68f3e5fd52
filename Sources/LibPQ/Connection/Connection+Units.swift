/// Somebody who waits for the end of a unit.
struct Caller {
  let request: UnitRequest
  let complete: UnitCompletion
  let started: ContinuousClock.Instant
  let timeout: Duration
  /// When nobody waits any more, even if the server does not answer.
  let deadline: ContinuousClock.Instant
  /// The names of statements that the unit took for prepared.
  let reused: [String]

  /// For an error that no single statement is guilty of.
  func fail(_ error: ConnectionError) {
    var error = error
    error.statement = request.statements[0].statement.name
    complete(.failure(error))
  }
}

/// Units from their submission to their end. Everything here runs on the loop, and nothing suspends: an
/// answer cannot come before somebody waits for it.
extension Connection {
  nonisolated(nonsending)
    public func executeUnit(_ statements: [BoundStatement], timeout: Duration?) async throws -> [Rows]
  {
    let request = try UnitRequest(statements, timeout: timeout)
    return request.rows(try await run(request))
  }

  nonisolated(nonsending)
    func run(_ request: UnitRequest) async throws -> [ResultHandle]
  {
    try await loop.run(request) { request, ticket, complete in
      self.assumeIsolated { $0.submit(request, ticket, complete) }
    }
  }

  /// Sends a unit; `complete` is called when it has ended, or at once if it cannot be sent.
  func submit(_ request: UnitRequest, _ ticket: UnitTicket, _ complete: @escaping UnitCompletion) {
    let started = ContinuousClock.now
    let timeout = request.timeout ?? configuration.statementTimeout
    do {
      guard !ticket.isCancelled else { throw CancellationError() }
      let reused = try send(request, as: ticket.id, timeout: timeout)
      let deadline = started + timeout + Self.grace(for: timeout)
      callers[ticket.id] = Caller(
        request: request, complete: complete, started: started, timeout: timeout, deadline: deadline,
        reused: reused)
      armDeadline(deadline)
      ticket.abandon = { [weak self, id = ticket.id] in self?.assumeIsolated { $0.abandon(id) } }
    } catch {
      if request.endsTransaction { transaction = nil }
      complete(.failure(error))
    }
  }

  /// The unit's Sync has been answered.
  func complete(_ unit: Pipeline.FinishedUnit) {
    guard let caller = takeCaller(unit.id) else { return }
    guard var error = unit.failure else { return caller.complete(.success(unit.replies)) }
    error.statement = unit.failedStatement.map { caller.request.statements[$0].statement.name }
    if !caller.reused.isEmpty, error.mayComeFromStalePlan {
      // Only these names: others may have been prepared again since.
      for name in caller.reused { prepared.forget(name: name) }
      // In a transaction it cannot be repeated: that is doomed, and the next one will do better.
      if caller.request.transaction == nil { return caller.complete(.failure(StaleStatement())) }
    }
    if error.sqlState.condemnsConnection, transaction?.options.isReadOnly != true { retire() }
    caller.complete(.failure(error.timedOut(after: caller.timeout, since: caller.started) ?? error))
  }

  /// Whoever waits for a unit stops to do so. If that was the end of a transaction, it has ended.
  func takeCaller(_ id: Pipeline.UnitID) -> Caller? {
    guard let caller = callers.removeValue(forKey: id) else { return nil }
    if caller.request.endsTransaction { transaction = nil }
    return caller
  }

  /// The caller's task was cancelled: it goes on at once, its unit runs to its end unheard.
  private func abandon(_ id: Pipeline.UnitID) {
    guard let caller = takeCaller(id) else { return }
    if !isShared { isInterrupted = true }
    caller.complete(.failure(CancellationError()))
  }
}

extension PostgresError {
  /// The server does not know the name, or would have to answer in other columns than before.
  fileprivate var mayComeFromStalePlan: Bool {
    sqlState == .invalidStatementName || sqlState == .featureNotSupported
  }
}
