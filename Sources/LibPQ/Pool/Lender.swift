import Logging

/// Lends connections by the rules of `LeaseState`. An actor on the event loop, like the connections.
actor Lender {
  private struct Waiter {
    let continuation: CheckedContinuation<Connection, any Error>
    let deadline: ContinuousClock.Instant
  }

  nonisolated let configuration: PoolConfiguration
  nonisolated let isShared: Bool
  private nonisolated let loop = EventLoop.shared
  private nonisolated let logger: Logger
  nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  private var state: LeaseState
  private var connections: [LeaseState.ConnectionID: Connection] = [:]
  private var identifiers: [ObjectIdentifier: LeaseState.ConnectionID] = [:]
  private var lastConnection = 0
  private var waiters: [LeaseState.WaiterID: Waiter] = [:]
  private var lastWaiter: UInt64 = 0
  private var waitTimer: TimerID?
  private var openingFailures = 0
  private var lastFailure: ConnectionError?
  private var emptyWaiters: [CheckedContinuation<Void, Never>] = []

  init(_ configuration: PoolConfiguration, isShared: Bool, logger: Logger) {
    self.configuration = configuration
    self.isShared = isShared
    self.logger = logger
    state = LeaseState(
      limit: isShared ? configuration.sharedConnections : configuration.exclusiveConnections,
      leasesPerConnection: isShared ? configuration.unitsPerSharedConnection : 1)
  }

  /// Runs a unit on a shared connection: one hop to the loop and back for all of it.
  func run(_ statements: [EncodedStatement], timeout: Duration?) async throws -> [ResultHandle] {
    let connection = try await borrow()
    defer { giveBack(connection, isReusable: connection.isUsableOnLoop) }
    return try await connection.run(statements, timeout: timeout)
  }

  /// Waits for a connection. Every one that is lent must be given back.
  func borrow() async throws -> Connection {
    lastWaiter += 1
    let id = lastWaiter
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
        waiters[id] = Waiter(continuation: continuation, deadline: .now + configuration.waitTimeout)
        perform(state.request(id))
        if waiters[id] != nil { armWaitTimer() }
      }
    } onCancel: {
      Task { await self.withdraw(id, CancellationError()) }
    }
  }

  func giveBack(_ connection: Connection, isReusable: Bool) {
    guard let id = identifiers[ObjectIdentifier(connection)] else {
      return connection.assumeIsolated { if !$0.isShared { $0.close() } }
    }
    perform(state.returned(id, isReusable: isReusable))
  }

  /// Refuses whoever waits or comes later, closes what is idle, and waits for what is lent until `deadline`;
  /// then closes that too.
  func close(until deadline: ContinuousClock.Instant) async {
    perform(state.close())
    let timer = loop.schedule(at: deadline) { [weak self] in self?.assumeIsolated { $0.closeLent() } }
    while !state.isEmpty {
      await withCheckedContinuation { continuation in
        if state.isEmpty { continuation.resume() } else { emptyWaiters.append(continuation) }
      }
    }
    loop.cancel(timer)
  }

  private func closeLent() {
    for connection in connections.values { connection.assumeIsolated { $0.close() } }
  }

  private func perform(_ actions: [LeaseState.Action]) {
    for action in actions {
      switch action {
      case .lend(let id, let waiter):
        waiters.removeValue(forKey: waiter)?.continuation.resume(returning: connections[id]!)
      case .open:
        Task { await open() }
      case .retryLater:
        let pause = min(Duration.milliseconds(50) * (1 << min(openingFailures, 5)), .seconds(1))
        _ = loop.schedule(at: .now + pause) { [weak self] in
          self?.assumeIsolated { $0.perform($0.state.retry()) }
        }
      case .close(let id):
        let connection = connections[id]
        forget(id)
        connection?.assumeIsolated { $0.close() }
      case .refuse(let waiter):
        waiters.removeValue(forKey: waiter)?.continuation
          .resume(throwing: ConnectionError(.closed, "the pool is closed"))
      }
    }
    if state.isEmpty {
      for waiter in emptyWaiters { waiter.resume() }
      emptyWaiters = []
    }
  }

  private func open() async {
    do {
      let connection = try await Connection.open(configuration.connection, isShared: isShared, logger: logger)
      guard connection.isUsableOnLoop else {
        throw ConnectionError(.connectionFailed, "the server closed the connection at once")
      }
      openingFailures = 0
      lastFailure = nil
      lastConnection += 1
      let id = lastConnection
      connections[id] = connection
      identifiers[ObjectIdentifier(connection)] = id
      connection.whenEnded { [weak self] in self?.assumeIsolated { $0.ended(id) } }
      logger.debug("connected", metadata: ["shared": "\(isShared)"])
      perform(state.opened(id))
    } catch {
      openingFailures += 1
      lastFailure = error as? ConnectionError
      logger.warning("could not connect", metadata: ["error": "\(error)"])
      // Trying again will not mend a configuration.
      if lastFailure?.kind == .invalidConfiguration {
        for id in waiters.keys { withdraw(id, error) }
      }
      perform(state.openingFailed())
    }
  }

  private func ended(_ id: LeaseState.ConnectionID) {
    guard connections[id] != nil else { return }
    logger.debug("a connection ended", metadata: ["shared": "\(isShared)"])
    forget(id)
    perform(state.lost(id))
  }

  private func forget(_ id: LeaseState.ConnectionID) {
    guard let connection = connections.removeValue(forKey: id) else { return }
    identifiers[ObjectIdentifier(connection)] = nil
  }

  private func withdraw(_ id: LeaseState.WaiterID, _ error: any Error) {
    guard state.withdraw(id) else { return }
    waiters.removeValue(forKey: id)?.continuation.resume(throwing: error)
  }

  /// All wait equally long, so the one that came first is the next to give up.
  private func armWaitTimer() {
    guard waitTimer == nil, let first = waiters.values.map(\.deadline).min() else { return }
    waitTimer = loop.schedule(at: first) { [weak self] in
      self?.assumeIsolated { $0.refuseLate() }
    }
  }

  private func refuseLate() {
    waitTimer = nil
    let now = ContinuousClock.now
    let reason = "no connection became free within \(configuration.waitTimeout)"
    for (id, waiter) in waiters where waiter.deadline <= now {
      withdraw(id, lastFailure ?? ConnectionError(.poolExhausted, reason))
    }
    armWaitTimer()
  }
}
