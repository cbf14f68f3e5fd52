import CLibPQ
public import Logging

extension Connection {
  /// Connects to the first server that answers and is what `target_session_attrs` asks for.
  ///
  /// - Throws: `ConnectionError.Kind.connectionFailed` with what each server said, or
  ///   `.invalidConfiguration`.
  public static func open(
    _ configuration: ConnectionConfiguration, logger: Logger = Logger(label: "libpq")
  ) async throws -> Connection {
    try await open(configuration, isShared: false, logger: logger)
  }

  /// On the caller's executor: a pool must be able to connect while all threads are busy.
  nonisolated(nonsending)
    static func open(
      _ configuration: ConnectionConfiguration, isShared: Bool, logger: Logger
    ) async throws -> Connection
  {
    let plan = ConnectionPlan(try ConnectionOptions(configuration), timeout: configuration.connectTimeout)
    var failures: [String] = []
    for attempt in plan.attempts {
      do {
        for options in try await Self.resolve(attempt, of: plan) {
          let connection = Connection(configuration, isShared: isShared, logger: logger)
          do {
            try await connection.connect(options, until: .now + plan.timeout)
            return connection
          } catch let error as ConnectionError {
            await connection.finish(error)
            failures.append(error.reason)
          } catch {
            await connection.close()
            throw error
          }
        }
      } catch let error as ConnectionError {
        failures.append(error.reason)
      }
    }
    throw ConnectionError(.connectionFailed, failures.joined(separator: "; "))
  }

  /// The options of an attempt, once for each address of its host.
  nonisolated(nonsending)
    private static func resolve(
      _ attempt: ConnectionPlan.Attempt, of plan: ConnectionPlan
    ) async throws -> [[String: String]]
  {
    let options = plan.common.merging(attempt.overrides) { $1 }
    guard let host = attempt.unresolvedHost else { return [options] }
    return try await NameResolver.addresses(of: host, until: .now + plan.timeout).map { address in
      options.merging(["hostaddr": address]) { $1 }
    }
  }

  private func connect(_ options: [String: String], until deadline: ContinuousClock.Instant) async throws {
    handle = ConnectionHandle(connectingWith: options)
    guard let pointer = handle?.pointer else {
      throw ConnectionError(.connectionFailed, "out of memory")
    }
    notices.install(on: pointer)
    var progress = PQstatus(pointer) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
    while progress != PGRES_POLLING_OK {
      guard progress != PGRES_POLLING_FAILED, handle != nil else {
        throw ConnectionError(.connectionFailed, handle?.errorMessage ?? "the connection was closed")
      }
      do {
        let wanted = progress == PGRES_POLLING_READING ? Readiness.read : .write
        try await waitForSocket(wanted, until: deadline, isNew: true)
      } catch let error as ConnectionError where error.kind == .timedOut {
        let place = options["hostaddr"].flatMap { $0.isEmpty ? nil : $0 } ?? options["host"] ?? "the server"
        throw ConnectionError(.connectionFailed, "\(place) did not answer in time")
      }
      // The descriptor may be closed and opened again by PQconnectPoll.
      stopWatching()
      progress = PQconnectPoll(pointer)
    }
    guard PQsetnonblocking(pointer, 1) == 0, PQenterPipelineMode(pointer) == 1 else {
      throw ConnectionError(.connectionFailed, lossReason().reason)
    }
    phase = .pipeline
    watchSocket(for: .read)
    try await setUpSession(until: deadline)
  }

  /// The session's settings in one statement. Behind a pooler in transaction mode they would leak to other
  /// clients: there the process id that answers is not the one that was announced, and nothing is set.
  func setUpSession(until deadline: ContinuousClock.Instant = .now + .seconds(5)) async throws {
    var settings = configuration.sessionSettings
    settings["statement_timeout"] = configuration.statementTimeout.statementTimeout
    let (names, values) = (settings.keys.map(\.self), settings.values.map(\.self))
    let setUp = try EncodedStatement(
      Self.sessionSetUp.with(backendID, names, values))
    do {
      var request = UnitRequest([setUp], timeout: deadline - .now)
      request.adjustsServer = false
      let replies = try await run(request)
      let isDirect = replies[0].rowCount == settings.count
      sessionTimeout = isDirect ? configuration.statementTimeout : nil
      isBehindPooler = !isDirect
    } catch let error as PostgresError {
      throw ConnectionError(
        .connectionFailed, "the session could not be set up: \(error)", sqlState: error.sqlState)
    }
  }

  private static let sessionSetUp = Statement(
    "session_set_up",
    """
    select set_config(name, value, false) from unnest($2::text[], $3::text[]) as setting (name, value) \
    where pg_backend_pid() = $1
    """)
}

extension Duration {
  /// For the setting `statement_timeout`: whole milliseconds, rounded up, because 0 would mean "none".
  var statementTimeout: String {
    let (seconds, attoseconds) = components
    let milliseconds = seconds.multipliedReportingOverflow(by: 1000)
    let sum = milliseconds.partialValue + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return String(milliseconds.overflow ? Int64(Int32.max) : min(max(sum, 1), Int64(Int32.max)))
  }
}
