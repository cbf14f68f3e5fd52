import Logging

/// Lends connections by the rules of `LeaseState`. An actor on the event loop, like the connections; whatever is
/// on the way of every statement is done there without suspending.
actor Lender {
  private struct Waiter {
    /// Called once, on the loop.
    let receive: (Result<Connection, any Error>) -> Void
    let deadline: ContinuousClock.Instant
  }

  nonisolated let configuration: PoolConfiguration
  nonisolated let isShared: Bool
  nonisolated let loop = EventLoop.shared
  nonisolated let logger: Logger
  nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  var state: LeaseState
  var connections: [LeaseState.ConnectionID: Connection] = [:]
  var identifiers: [ObjectIdentifier: LeaseState.ConnectionID] = [:]
  var lastConnection = 0
  var openingFailures = 0
  var lastFailure: ConnectionError?
  private var waiters: [LeaseState.WaiterID: Waiter] = [:]
  private var waitTimer: TimerID?
  private var emptyWaiters: [CheckedContinuation<Void, Never>] = []

  init(_ configuration: PoolConfiguration, isShared: Bool, logger: Logger) {
    self.configuration = configuration
    self.isShared = isShared
    self.logger = logger
    state = LeaseState(
      limit: isShared ? configuration.sharedConnections : configuration.exclusiveConnections,
      leasesPerConnection: isShared ? configuration.unitsPerSharedConnection : 1)
  }

  /// Runs a unit on a shared connection.
  nonisolated(nonsending)
    func run(_ request: UnitRequest) async throws -> [ResultHandle]
  {
    try await loop.run(request) { request, ticket, complete in
      self.assumeIsolated { $0.submit(request, ticket, complete) }
    }
  }

  private func submit(_ request: UnitRequest, _ ticket: UnitTicket, _ complete: @escaping UnitCompletion) {
    lend(ticket) { result in
      switch result {
      case .failure(let error):
        complete(.failure(error))
      case .success(let connection):
        connection.assumeIsolated { connection in
          connection.submit(request, ticket) { result in
            self.assumeIsolated { $0.giveBack(connection) }
            complete(result)
          }
        }
      }
    }
  }

  /// Waits for a connection. Every one that is lent must be given back.
  nonisolated(nonsending)
    func borrow() async throws -> Connection
  {
    let ticket = UnitTicket()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        loop.perform {
          self.assumeIsolated { $0.lend(ticket) { continuation.resume(with: $0) } }
        }
      }
    } onCancel: {
      ticket.cancel(on: loop)
    }
  }

  private func lend(_ ticket: UnitTicket, _ receive: @escaping (Result<Connection, any Error>) -> Void) {
    guard !ticket.isCancelled else { return receive(.failure(CancellationError())) }
    waiters[ticket.id] = Waiter(receive: receive, deadline: .now + configuration.waitTimeout)
    ticket.abandon = { [weak self, id = ticket.id] in
      self?.assumeIsolated { $0.withdraw(id, CancellationError()) }
    }
    perform(state.request(ticket.id))
    if waiters[ticket.id] != nil { armWaitTimer() }
  }

  func giveBack(_ connection: Connection) {
    guard let id = identifiers[ObjectIdentifier(connection)] else {
      // Lost, retired or never ours: the last lease of an exclusive one is its end.
      return connection.assumeIsolated { if !$0.isShared { $0.close() } }
    }
    perform(state.returned(id, isReusable: connection.isReusableOnLoop))
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

  func perform(_ actions: [LeaseState.Action]) {
    for action in actions {
      switch action {
      case .lend(let id, let waiter):
        waiters.removeValue(forKey: waiter)?.receive(.success(connections[id]!))
      case .open:
        Task { await open() }
      case .retryLater:
        retryLater()
      case .close(let id):
        let connection = connections[id]
        forget(id)
        connection?.assumeIsolated { $0.close() }
      case .refuse(let waiter):
        let closed = ConnectionError(.poolClosed, "no connections are lent any more")
        waiters.removeValue(forKey: waiter)?.receive(.failure(closed))
      }
    }
    if state.isEmpty {
      for waiter in emptyWaiters { waiter.resume() }
      emptyWaiters = []
    }
  }

  /// No use in waiting for a connection that can never be opened.
  func refuseAll(_ error: any Error) {
    for id in waiters.keys { withdraw(id, error) }
  }

  private func withdraw(_ id: LeaseState.WaiterID, _ error: any Error) {
    guard state.withdraw(id) else { return }
    waiters.removeValue(forKey: id)?.receive(.failure(error))
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
