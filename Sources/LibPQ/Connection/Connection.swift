import CLibPQ
import Logging

/// One session on a server.
///
/// An actor on the event loop. Statements of several tasks may be under way at once: they are pipelined,
/// each unit with a Sync of its own, so that the failure of one does not touch its neighbours.
/// Connections come from a `Pool`, or from `open` for somebody who wants exactly one.
public actor Connection: StatementExecutor {
  typealias Pipeline = PipelineState<ResultHandle, PostgresError>

  enum Phase: Equatable {
    /// Being connected; not yet anybody's.
    case connecting
    /// Units may be sent.
    case pipeline
    /// One task talks to the server outside of pipeline mode: a script, a COPY.
    case exclusive
    case closed
  }

  nonisolated let loop = EventLoop.shared
  nonisolated let configuration: ConnectionConfiguration
  nonisolated let logger: Logger
  /// Many tasks use it at once, so one of them must not stop or close it for the others.
  nonisolated let isShared: Bool
  public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  var handle: ConnectionHandle?
  var phase = Phase.connecting
  let notices: NoticeSink

  // The socket (Connection+Socket)
  var watch: UInt64?
  var interest: Readiness = []
  var socketWaiter: SocketWaiter?
  var lastWaiter: UInt64 = 0

  // Units under way (Connection+Units, Connection+Pump)
  var pipeline = Pipeline()
  var callers: [Pipeline.UnitID: Caller] = [:]
  var prepared: PreparedStatements
  var isFlushScheduled = false
  var idleWaiters: [CheckedContinuation<Void, Never>] = []

  // Deadlines (Connection+Deadlines)
  var deadlineTimer: (id: TimerID, instant: ContinuousClock.Instant)?
  /// What the server's session is set to; `nil` when it could not be set (behind a pooler).
  var sessionTimeout: Duration?
  /// A pooler gives each transaction another session: nothing may be set, no process id is true.
  var isBehindPooler = false

  /// The transaction under way (Connection+Transactions).
  var transaction: TransactionState?

  /// Nothing new may be sent; what is under way may end.
  var isRetired = false
  /// A task stopped waiting for an answer: what the session is doing is unknown.
  var isInterrupted = false {
    didSet { resumeIdleWaiters() }
  }
  /// Why it ended, for those who come later.
  var end: ConnectionError?
  /// Told once, on the loop, when the connection has ended.
  var onEnd: (@Sendable () -> Void)?
  var onNotification: (@Sendable (Notification) -> Void)?

  init(_ configuration: ConnectionConfiguration, isShared: Bool, logger: Logger) {
    self.configuration = configuration
    self.isShared = isShared
    self.logger = logger
    notices = NoticeSink(configuration.onNotice, logger: logger)
    prepared = PreparedStatements(limit: configuration.preparedStatements ? 500 : 0)
  }

  isolated deinit {
    // The last reference is gone, so nobody waits: only the watch must not outlive the socket.
    stopWatching()
    if let deadlineTimer { loop.cancel(deadlineTimer.id) }
  }

  /// Nothing speaks against giving the connection to the next user.
  var isReusable: Bool {
    isUsable && transaction == nil && pipeline.isIdle && isOutsideOfTransaction
  }

  /// The server says that no transaction is open, not even a failed one.
  var isOutsideOfTransaction: Bool {
    guard let pointer = handle?.pointer else { return false }
    return PQtransactionStatus(pointer) == PQTRANS_IDLE
  }

  /// New units may be sent.
  var isUsable: Bool { phase == .pipeline && !isRetired && !isInterrupted }

  /// For other actors on the loop, which need not wait to ask.
  nonisolated var isUsableOnLoop: Bool { assumeIsolated { $0.isUsable } }

  /// The same for its next user: a shared one never is anybody's alone.
  nonisolated var isReusableOnLoop: Bool { assumeIsolated { $0.isShared ? $0.isUsable : $0.isReusable } }

  /// Tells `action` once, on the loop, when the connection ends or takes no more units. From the loop.
  nonisolated func whenEnded(_ action: @escaping @Sendable () -> Void) {
    assumeIsolated { connection in
      if connection.isRetired || connection.phase == .closed { action() } else { connection.onEnd = action }
    }
  }

  /// Hands `action` the notifications that come from now on, on the loop. From the loop.
  nonisolated func whenNotified(_ action: @escaping @Sendable (Notification) -> Void) {
    assumeIsolated { $0.onNotification = action }
  }

  /// How many units are under way.
  var load: Int { pipeline.unitCount }

  /// The server's version as one number, such as 150004; 0 when closed.
  public var serverVersion: Int { handle?.serverVersion ?? 0 }

  /// The process id of the session on the server; 0 when closed. Behind a pooler it is invented.
  public var backendID: Int32 { handle?.backendID ?? 0 }

  /// Closes at once; whatever is under way fails with `connectionLost`. Again: does nothing.
  public func close() {
    finish(ConnectionError(.closed, "the connection was closed"))
  }

  /// Ends the connection and tells everybody who waits. `reason` is for those who come later.
  func finish(_ reason: ConnectionError) {
    guard phase != .closed else { return }
    phase = .closed
    end = reason
    stopWatching()
    if let deadlineTimer { loop.cancel(deadlineTimer.id) }
    deadlineTimer = nil
    handle = nil
    resumeSocketWaiter(throwing: reason)
    let lost = ConnectionError(
      .connectionLost, reason.reason, sqlState: reason.sqlState ?? notices.fatalState)
    for id in pipeline.abandonAll() {
      takeCaller(id)?.fail(lost)
    }
    resumeIdleWaiters()
    onEnd?()
    onEnd = nil
  }
}

/// Receives what the server says unasked. libpq would print it to standard error.
final class NoticeSink: @unchecked Sendable {
  private let handler: (@Sendable (PostgresError) -> Void)?
  private let logger: Logger
  /// The code of a FATAL report: those that arrive between statements come here and nowhere else.
  /// Only touched on the loop's thread.
  private(set) var fatalState: SQLState?

  init(_ handler: (@Sendable (PostgresError) -> Void)?, logger: Logger) {
    self.handler = handler
    self.logger = logger
  }

  func receive(_ notice: PostgresError) {
    note(notice)
    // Without its text: functions raise notices about the data that they work on.
    logger.debug(
      "the server sent a notice",
      metadata: ["severity": "\(notice.severity)", "sqlState": "\(notice.sqlState)"])
    handler?(notice)
  }

  /// The first one counts: what follows is libpq's lament that the socket is closed.
  func note(_ error: PostgresError) {
    guard error.severity == "FATAL" || error.severity == "PANIC" else { return }
    fatalState = fatalState ?? error.sqlState
  }

  /// Makes libpq call this object; the connection must keep it for as long as it lives itself.
  func install(on connection: OpaquePointer) {
    _ = PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context, let result else { return }
        let sink = Unmanaged<NoticeSink>.fromOpaque(context).takeUnretainedValue()
        sink.receive(PostgresError(result))
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
