public import Logging

/// Connections to one database, for a whole program.
///
/// Short units run on a few shared connections, where those of many tasks are pipelined. Whatever needs
/// a session of its own borrows an exclusive one. Connections are opened when they are needed, and opened
/// again when they were lost. Statements that were under way fail; the pool repeats none of them by itself.
public final class Pool: StatementExecutor {
  public let configuration: PoolConfiguration
  private let shared: Lender
  private let exclusive: Lender

  /// Connects to nothing yet.
  public init(_ configuration: PoolConfiguration, logger: Logger = Logger(label: "libpq")) {
    self.configuration = configuration
    shared = Lender(configuration, isShared: true, logger: logger)
    exclusive = Lender(configuration, isShared: false, logger: logger)
  }

  /// Waits until the task is cancelled, then closes the pool. The pool works without it too.
  public func run() async {
    let (end, continuation) = AsyncStream<Never>.makeStream()
    await withTaskCancellationHandler {
      for await _ in end {}
    } onCancel: {
      continuation.finish()
    }
    await close()
  }

  /// Refuses new work at once, lets what is under way end, and closes everything after `grace` at the latest.
  public func close(grace: Duration = .seconds(5)) async {
    let deadline = ContinuousClock.now + grace
    await exclusive.close(until: deadline)
    await shared.close(until: deadline)
  }

  /// Runs statements in one round trip and one transaction, on a shared connection.
  ///
  /// With a timeout longer than the configuration's statement timeout they run on an exclusive connection, so
  /// that nobody has to wait behind them.
  nonisolated(nonsending)
    public func executeUnit(_ statements: [BoundStatement], timeout: Duration?) async throws -> [Rows]
  {
    if let timeout, timeout > configuration.connection.statementTimeout {
      return try await lend { try await $0.executeUnit(statements, timeout: timeout) }
    }
    let request = try UnitRequest(statements, timeout: timeout)
    return request.rows(try await shared.run(request))
  }

  /// Whether the server answers within this time, by way of a shared connection: what a program says of itself when
  /// it is asked whether it is ready.
  public func answers(within timeout: Duration = .seconds(2)) async -> Bool {
    (try? await executeUnit([Statement("answers", "select 1").with()], timeout: timeout)) != nil
  }

  /// Lends a connection to `body` alone: for COPY, scripts, session locks, several statements in a session.
  ///
  /// Afterwards the session is put back as it was (settings, temporary tables, locks, LISTEN); what it
  /// takes is not waited for. Do not keep the connection.
  @discardableResult
  nonisolated(nonsending)
    public func withConnection<Output>(
      _ body: (Connection) async throws -> Output
    ) async throws -> Output
  {
    try await lend(resetting: true, body)
  }

  /// Runs `body` in a transaction on a connection of its own; see `Connection.withTransaction`.
  ///
  /// The session is used again as it is: set settings with `set local`, take only transaction-level locks.
  @discardableResult
  nonisolated(nonsending)
    public func withTransaction<Output>(
      _ options: TransactionOptions = .readCommitted, _ body: (Transaction) async throws -> Output
    ) async throws -> Output
  {
    try await lend { try await $0.withTransaction(options, body) }
  }

  nonisolated(nonsending)
    private func lend<Output>(
      resetting: Bool = false, _ body: (Connection) async throws -> Output
    ) async throws -> Output
  {
    let connection = try await exclusive.borrow()
    do {
      let output = try await body(connection)
      takeBack(connection, resetting: resetting)
      return output
    } catch {
      takeBack(connection, resetting: resetting)
      throw error
    }
  }

  /// Gives the connection back at once if it is clean; cleans it behind the caller's back if it is not.
  private func takeBack(_ connection: Connection, resetting: Bool) {
    let (shared, exclusive) = (shared, exclusive)
    EventLoop.shared.perform {
      guard connection.assumeIsolated({ $0.needsCleaning(resetting: resetting) }) else {
        return exclusive.assumeIsolated { $0.giveBack(connection) }
      }
      Task {
        await connection.clean(resetting: resetting, cancellingOn: shared)
        await exclusive.giveBack(connection)
      }
    }
  }
}
