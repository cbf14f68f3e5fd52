/// A task that waits until the socket is ready.
struct SocketWaiter {
  let id: UInt64
  let continuation: CheckedContinuation<Void, any Error>
}

/// Waiting for the socket. In pipeline mode it is always watched for reading and `pump` does the work;
/// otherwise one task at a time waits for what it needs.
extension Connection: ReadinessHandler {
  nonisolated func socketIsReady(_ readiness: Readiness) {
    assumeIsolated { connection in
      if connection.phase == .pipeline { connection.pump() } else { connection.resumeSocketWaiter() }
    }
  }

  /// Watches the socket as it is now: libpq may have opened another one since.
  func watchSocket(for wanted: Readiness, isNew: Bool = false) {
    guard let socket = handle?.socket, socket >= 0 else { return }
    if isNew { stopWatching() }
    if let watch {
      guard wanted != interest || wanted.contains(.once) else { return }
      loop.poller.change(watch, to: wanted)
    } else {
      watch = loop.poller.watch(socket, for: wanted, self)
    }
    interest = wanted
  }

  func stopWatching() {
    if let watch { loop.poller.unwatch(watch) }
    watch = nil
    interest = []
  }

  /// Suspends until the socket is ready for `wanted`, the deadline passes or the task is cancelled.
  func waitForSocket(
    _ wanted: Readiness, until deadline: ContinuousClock.Instant, isNew: Bool = false
  ) async throws {
    lastWaiter += 1
    let id = lastWaiter
    let late = ConnectionError(.timedOut, "the server did not answer in time", outcomeIsUnknown: true)
    let timer = loop.schedule(at: deadline) { [weak self] in
      self?.assumeIsolated { $0.resumeSocketWaiter(id, throwing: late) }
    }
    defer { loop.cancel(timer) }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        // An `await` may leave the loop: the timer or the cancellation may have been here before.
        guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
        guard deadline > .now else { return continuation.resume(throwing: late) }
        if let end { return continuation.resume(throwing: end) }
        socketWaiter = SocketWaiter(id: id, continuation: continuation)
        watchSocket(for: wanted.union(.once), isNew: isNew)
      }
    } onCancel: {
      Task { await self.resumeSocketWaiter(id, throwing: CancellationError()) }
    }
  }

  func resumeSocketWaiter(_ id: UInt64? = nil, throwing error: (any Error)? = nil) {
    guard let waiter = socketWaiter, id == nil || id == waiter.id else { return }
    socketWaiter = nil
    if let error { waiter.continuation.resume(throwing: error) } else { waiter.continuation.resume() }
  }
}
