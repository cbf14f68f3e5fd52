/// Two clocks watch a statement: the server's `statement_timeout`, which stops it and leaves the connection
/// sound, and a deadline here, a little later, for a server that does not answer at all.
extension Connection {
  /// How long after its timeout the server's own answer is still waited for.
  static func grace(for timeout: Duration) -> Duration {
    min(max(timeout / 4, .milliseconds(250)), .seconds(2))
  }

  /// What has to run ahead of a unit: BEGIN when it is the first of its transaction, and the timeout
  /// when it is not the session's. Local to the transaction, so nothing is left behind.
  func controlStatements(timeout: Duration, adjustsServer: Bool) -> [EncodedStatement] {
    var controls: [EncodedStatement] = []
    if let begin = transaction?.begin() { controls.append(EncodedStatement(control: begin)) }
    let current = transaction?.serverTimeout ?? sessionTimeout
    if adjustsServer, current != timeout {
      controls.append(EncodedStatement(Self.setTimeout, text: timeout.statementTimeout))
      transaction?.serverTimeout = timeout
    }
    return controls
  }

  private static let setTimeout = Statement(
    "set_statement_timeout", "select set_config('statement_timeout', $1, true)")

  /// One timer for all units: it is set to the earliest deadline seen and looks again when it fires, so
  /// that a statement which ends in time never touches it.
  func armDeadline(_ instant: ContinuousClock.Instant) {
    if let deadlineTimer {
      guard instant < deadlineTimer.instant else { return }
      loop.cancel(deadlineTimer.id)
    }
    let id = loop.schedule(at: instant) { [weak self] in
      self?.assumeIsolated { $0.checkDeadlines() }
    }
    deadlineTimer = (id, instant)
  }

  private func checkDeadlines() {
    deadlineTimer = nil
    let now = ContinuousClock.now
    let late = callers.filter { $0.value.deadline <= now }
    if !late.isEmpty {
      if isShared { retire() } else { isInterrupted = true }
    }
    for id in late.keys {
      let reason = "the server did not answer in time; the statement may still take effect"
      takeCaller(id)?.fail(ConnectionError(.timedOut, reason, outcomeIsUnknown: true))
    }
    if let next = callers.values.map(\.deadline).min() { armDeadline(next) }
  }

  /// Takes no new units, lets those under way end for as long as the server may take for one, then closes.
  func retire() {
    guard !isRetired, phase != .closed else { return }
    isRetired = true
    onEnd?()
    onEnd = nil
    // An exclusive one has a user who may still have something to read; its release closes it.
    guard isShared else { return }
    if pipeline.isIdle { return finish(retirement) }
    let limit = configuration.statementTimeout + Self.grace(for: configuration.statementTimeout)
    _ = loop.schedule(at: .now + limit) { [weak self] in
      self?.assumeIsolated { $0.finish($0.retirement) }
    }
  }

  var retirement: ConnectionError {
    ConnectionError(.connectionLost, "the connection was replaced", sqlState: notices.fatalState)
  }
}

extension PostgresError {
  /// "Query cancelled" as a timeout, if the time is really over: it may have been an administrator. The
  /// server's clock starts after ours, so its timeout never comes earlier than here.
  func timedOut(after timeout: Duration, since started: ContinuousClock.Instant) -> ConnectionError? {
    guard sqlState == .queryCanceled, ContinuousClock.now - started >= timeout else { return nil }
    return ConnectionError(
      .timedOut, "the server stopped the statement after \(timeout)", statement: statement, sqlState: sqlState
    )
  }
}
