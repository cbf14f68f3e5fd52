import CLibPQ

/// Moving bytes and results while the connection is in pipeline mode.
extension Connection {
  /// The socket is ready: read first, always. If both sides only wrote, both would block.
  func pump() {
    guard phase == .pipeline, let isAlive = handle?.consumeInput() else { return }
    exchange(isAlive: isAlive)
  }

  /// Writes what is waiting, then hands out what has come. In this order, because libpq reads whenever the
  /// socket takes no more: what it has read then, epoll will never tell.
  private func exchange(isAlive: Bool) {
    let isAlive = isAlive && flush()
    drainResults()
    guard phase == .pipeline else { return }
    drainNotifications()
    if !isAlive || handle?.isBroken != false { return finish(lossReason()) }
    if pipeline.isIdle { resumeIdleWaiters() }
  }

  func lossReason() -> ConnectionError {
    ConnectionError(
      .connectionLost, handle?.errorMessage ?? "the connection is closed", sqlState: notices.fatalState)
  }

  /// Writes at the end of the loop's round, so that the units of all its tasks leave in one write.
  func scheduleFlush() {
    guard !isFlushScheduled else { return }
    isFlushScheduled = true
    loop.atEndOfRound { [weak self] in
      self?.assumeIsolated { connection in
        connection.isFlushScheduled = false
        if connection.phase == .pipeline { connection.exchange(isAlive: true) }
      }
    }
  }

  /// False when the connection is gone.
  private func flush() -> Bool {
    guard let pointer = handle?.pointer else { return false }
    let unsent = PQflush(pointer)
    watchSocket(for: unsent == 1 ? [.read, .write] : .read)
    return unsent >= 0
  }

  private func drainResults() {
    while !pipeline.isIdle, let pointer = handle?.pointer, PQisBusy(pointer) == 0 {
      let event: Pipeline.Event
      if let pointer = PQgetResult(pointer) {
        guard let read = Self.event(ResultHandle(pointer)) else {
          let reason = "COPY and multi-statement strings cannot be pipelined; use copyIn or executeScript"
          return finish(ConnectionError(.misuse, reason))
        }
        event = read
      } else if handle?.isBroken == true {
        // A dead connection answers NULL for ever; `pump` ends it.
        return
      } else {
        event = .endOfStep
      }
      if case .failure(let error) = event { _ = noted(error) }
      perform(pipeline.receive(event))
    }
  }

  private static func event(_ result: ResultHandle) -> Pipeline.Event? {
    switch result.status {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .reply(result)
    case PGRES_PIPELINE_SYNC: .synced
    case PGRES_PIPELINE_ABORTED: .skipped
    case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR: .failure(PostgresError(result))
    default: nil
    }
  }

  private func perform(_ action: Pipeline.Action) {
    switch action {
    case .proceed:
      break
    case .notPrepared(let name):
      prepared.forget(name: name)
    case .finished(let unit):
      complete(unit)
      if isRetired, pipeline.isIdle { finish(retirement) }
    case .violation(let reason):
      finish(ConnectionError(.protocolViolation, reason))
    }
  }

  func drainNotifications() {
    while let pointer = handle?.pointer, let notification = PQnotifies(pointer) {
      onNotification?(Notification(notification.pointee))
      PQfreemem(notification)
    }
  }

  func resumeIdleWaiters() {
    for waiter in idleWaiters { waiter.resume() }
    idleWaiters = []
  }
}
