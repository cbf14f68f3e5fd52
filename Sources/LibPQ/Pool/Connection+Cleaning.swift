/// What happens to an exclusive connection between two users.
extension Connection {
  func needsCleaning(resetting: Bool) -> Bool {
    if isInterrupted { return phase != .closed }
    return resetting && isReusable && !isBehindPooler
  }

  /// Makes the session as good as new, or stops what it is still doing, so that it holds no locks.
  func clean(resetting: Bool, cancellingOn shared: Lender) async {
    guard !isInterrupted else { return await stop(cancellingOn: shared) }
    do {
      var reset = UnitRequest(Self.resetStatements, timeout: .seconds(5))
      reset.adjustsServer = false
      _ = try await run(reset)
      try await setUpSession()
    } catch {
      isInterrupted = true
    }
  }

  /// Cancels the statement on the server. Closing alone would not: a busy server does not look at its
  /// socket, and would hold its locks until it is done.
  ///
  /// The process id is this session's for as long as the socket is open, so no stranger can be hit; behind
  /// a pooler it is made up, and the pooler cancels by itself when its client goes.
  private func stop(cancellingOn shared: Lender) async {
    defer { close() }
    guard !isBehindPooler, let cancel = try? EncodedStatement(Self.cancel.with(backendID)) else { return }
    _ = try? await shared.run(UnitRequest([cancel], timeout: .seconds(2)))
  }

  private static let cancel = Statement("cancel_backend", "select pg_cancel_backend($1)")

  /// DISCARD ALL without forgetting what is prepared.
  private static let resetStatements = [
    "close all", "reset session authorization", "reset all", "unlisten *",
    "select pg_advisory_unlock_all()", "discard temp", "discard sequences",
  ].map { EncodedStatement(control: $0) }
}
