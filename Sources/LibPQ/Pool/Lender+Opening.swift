import Logging

/// Opening connections, and what becomes of those that end by themselves.
extension Lender {
  func open() async {
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
      if lastFailure?.kind == .invalidConfiguration { refuseAll(error) }
      perform(state.openingFailed())
    }
  }

  func retryLater() {
    let pause = min(Duration.milliseconds(50) * (1 << min(openingFailures, 5)), .seconds(1))
    _ = loop.schedule(at: .now + pause) { [weak self] in
      self?.assumeIsolated { $0.perform($0.state.retry()) }
    }
  }

  private func ended(_ id: LeaseState.ConnectionID) {
    guard connections[id] != nil else { return }
    logger.debug("a connection ended", metadata: ["shared": "\(isShared)"])
    forget(id)
    perform(state.lost(id))
  }

  func forget(_ id: LeaseState.ConnectionID) {
    guard let connection = connections.removeValue(forKey: id) else { return }
    identifiers[ObjectIdentifier(connection)] = nil
  }
}
