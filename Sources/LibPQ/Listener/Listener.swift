public import Logging

/// Notifications of the server, over a connection of its own that is opened again whenever it is lost.
///
/// A notification is a hint to look, never the message itself: some are missed while there is no connection,
/// and the stream says so. Behind a pooler in transaction mode LISTEN does not work at all: poll there.
///
/// ```swift
/// let listener = Listener(ConnectionConfiguration(url))
/// async let running: Void = listener.run()
/// for await event in await listener.notifications(on: ["jobs"]) { await poll() }
/// ```
public actor Listener {
  private nonisolated let configuration: ConnectionConfiguration
  private nonisolated let logger: Logger
  private nonisolated let loop = EventLoop.shared
  public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  private var subscriptions = Subscriptions()
  /// What the server has confirmed on the present connection.
  private var heard: Set<String> = []
  private var isRunning = false
  /// Wakes `serve`: the subscriptions have changed or the connection has ended.
  private var signal: AsyncStream<Void>.Continuation?

  /// How often a silent connection is asked whether it still lives.
  private static let checkInterval = Duration.seconds(30)

  public init(
    _ configuration: ConnectionConfiguration, logger: Logger = Logger(label: "libpq.listener")
  ) {
    self.configuration = configuration
    self.logger = logger
  }

  /// Notifications of the channels (exact names, as in `listen "name"`), between `listening` and `gap`.
  ///
  /// Nothing comes before `run` runs. A subscriber that lets more than 1000 events wait loses the oldest
  /// and is told of a gap. Ends when the listener ends; to unsubscribe, stop iterating.
  public func notifications(on channels: [String]) -> AsyncStream<ListenerEvent> {
    let (stream, continuation) = AsyncStream<ListenerEvent>.makeStream(
      bufferingPolicy: .bufferingNewest(Subscriptions.bufferedEvents))
    let id = subscriptions.add(Set(channels), continuation)
    continuation.onTermination = { [weak self] _ in
      Task { [weak self] in await self?.unsubscribe(id) }
    }
    // Those whose channels are all heard already hear from now on.
    if heard.isSuperset(of: channels), !heard.isEmpty { subscriptions.deliver(.listening, to: id) }
    signal?.yield()
    return stream
  }

  /// Listens until the task is cancelled; then all streams end. Not to be called twice at a time.
  public func run() async {
    precondition(!isRunning, "a listener runs once")
    isRunning = true
    var failures = 0
    while !Task.isCancelled {
      do {
        let connection = try await Connection.open(configuration, logger: logger)
        failures = 0
        await serve(connection)
        await connection.close()
      } catch {
        failures += 1
        logger.warning("the listener could not connect", metadata: ["error": "\(error)"])
      }
      try? await Task.sleep(for: min(.milliseconds(50) * (1 << min(failures, 6)), .seconds(2)))
    }
    subscriptions.removeAll()
    isRunning = false
  }

  /// Keeps the server's list of channels equal to ours until the connection ends or the task is cancelled.
  private func serve(_ connection: Connection) async {
    let (signals, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    self.signal = signal
    connection.whenNotified { [weak self] notification in
      self?.assumeIsolated { $0.subscriptions.deliver(notification) }
    }
    connection.whenEnded { signal.finish() }
    let checking = Task { await check(connection) }
    signal.yield()
    for await _ in signals {
      do {
        try await adjust(connection)
      } catch {
        logger.warning("LISTEN failed", metadata: ["error": "\(error)"])
        break
      }
    }
    checking.cancel()
    self.signal = nil
    heard = []
    subscriptions.announceGap()
  }

  /// A server that is silent because it is gone would never be noticed: somebody has to ask.
  private func check(_ connection: Connection) async {
    do {
      while true {
        try await Task.sleep(for: Self.checkInterval)
        try await connection.execute(Self.check, timeout: .seconds(5))
      }
    } catch is CancellationError {
    } catch {
      await connection.close()
    }
  }

  private static let check = Statement("listener_check", "select 1")

  private func adjust(_ connection: Connection) async throws {
    let wanted = subscriptions.channels
    let added = wanted.subtracting(heard)
    let removed = heard.subtracting(wanted)
    let changes =
      added.map { "listen \($0.quotedIdentifier)" } + removed.map { "unlisten \($0.quotedIdentifier)" }
    guard !changes.isEmpty else { return }
    let request = UnitRequest(changes.map { EncodedStatement(control: $0) }, timeout: .seconds(10))
    _ = try await connection.run(request)
    heard = wanted
    guard !added.isEmpty else { return }
    subscriptions.announceListening(heard: heard, added: added)
  }

  private func unsubscribe(_ id: Subscriptions.ID) {
    subscriptions.remove(id)
    signal?.yield()
  }
}

extension String {
  /// As an identifier of SQL, whatever is in it.
  var quotedIdentifier: String {
    var quoted = "\""
    for character in unicodeScalars {
      if character == "\"" { quoted.unicodeScalars.append("\"") }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }
}
