import Foundation

/// How a server is told to stop.
package enum StopMode: String, Sendable {
  /// Ends the sessions, writes everything out.
  case fast
  /// Drops everything at once; the next start replays the log.
  case immediate
}

/// A PostgreSQL server of our own: its data, its log and its socket in a directory that nobody else can enter, no TCP.
///
/// One instance is meant to own one directory; a second start in the same directory is refused. It is not a service
/// manager: it restarts nothing by itself.
package actor PrivateServer {
  package nonisolated let installation: ServerInstallation
  package nonisolated let placement: Placement
  package nonisolated let account: ServerAccount
  private let configuration: ServerConfiguration
  private var watchman: Watchman?

  private init(
    _ configuration: ServerConfiguration, installation: ServerInstallation, placement: Placement,
    account: ServerAccount
  ) {
    self.configuration = configuration
    self.installation = installation
    self.placement = placement
    self.account = account
  }

  /// Finds the server programs and makes the directory ready; nothing runs yet. An existing data directory decides
  /// which of the installed versions is taken, otherwise it is the newest.
  package static func prepare(_ configuration: ServerConfiguration) async throws -> PrivateServer {
    let installed = try await ServerInstallation.all(environment: configuration.environment)
    let account = try ServerAccount.choose()
    let placement = try await Placement.prepare(
      configuration.directory, for: account, environment: configuration.environment)
    let installation = try DataDirectory(placement.data).choose(from: installed)
    let program = installation.program("postgres")
    guard try await account.can(.enter, program) else {
      throw EmbeddedPostgresError.serverNotExecutable(program: program, account: account.name)
    }
    return PrivateServer(
      configuration, installation: installation, placement: placement, account: account)
  }

  /// Prepares and starts.
  package static func start(_ configuration: ServerConfiguration) async throws -> PrivateServer {
    let server = try await prepare(configuration)
    try await server.start()
    return server
  }

  /// For libpq, in its keyword form. Only this account and root get through.
  package nonisolated func connectionString(database: String = "postgres") -> String {
    ServerOptions.connectionString(placement, database: database)
  }

  /// The process id of the server that runs in this directory, whoever started it.
  package nonisolated var process: Int32? { Occupants.postmaster(of: placement.data) }

  /// Starts the server and returns when it accepts connections.
  package func start() async throws {
    let turn = try await StartLock(placement.base)
    defer { turn.release() }
    try placement.prepareSocketDirectory(for: account)
    if let running = process {
      throw EmbeddedPostgresError.alreadyRunning(directory: placement.data, process: running)
    }
    try await DataDirectory(placement.data).create(
      with: installation, as: account, durable: configuration.settings["fsync"] != "off")
    _ = try await Occupants.waitUntilGone(placement.data, timeout: configuration.startTimeout)
    Occupants.removeStaleFiles(placement)
    let settings = try ServerOptions.merged(configuration.settings, placement: placement)
    let log = ServerLog(placement.log)
    let mark = log.size
    do {
      try await launch(options: ServerOptions.commandLine(settings))
    } catch EmbeddedPostgresError.commandFailed(_, _, let output) {
      throw EmbeddedPostgresError.startFailed(
        directory: placement.data, log: log.lastLines(20, after: mark) ?? output)
    }
  }

  private func launch(options: String) async throws {
    guard configuration.lifetime != .detached else {
      return try await control.start(options: options, timeout: configuration.startTimeout)
    }
    watchman = try await Watchman.startServer(
      control, options: options, timeout: configuration.startTimeout,
      modeAtEnd: configuration.lifetime == .temporary ? .immediate : .fast, remove: leftovers)
  }

  /// Stops the server, also one that another process left running here; does nothing when none runs. A temporary
  /// server takes its files with it, and a socket directory apart goes in any case.
  package func stop(_ mode: StopMode = .fast) async throws {
    try await halt(mode)
    for path in leftovers { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Stops and starts again; sessions end.
  package func restart(_ mode: StopMode = .fast) async throws {
    try await halt(mode)
    try await start()
  }

  /// What `kill -9` of the whole server does: every process is gone, nothing was tidied up. For tests.
  package func crash() async throws {
    for process in Occupants.of(placement.data) { kill(process, SIGKILL) }
    _ = try await Occupants.waitUntilGone(placement.data, timeout: .seconds(30))
    try await dismissWatchman()
  }

  private func halt(_ mode: StopMode) async throws {
    if process != nil { try await control.stop(mode) }
    try await dismissWatchman()
  }

  private func dismissWatchman() async throws {
    try await watchman?.dismiss()
    watchman = nil
  }

  private var control: ServerControl { ServerControl(installation, placement, account) }

  /// What must not stay when the server is gone.
  private var leftovers: [String] {
    (configuration.lifetime == .temporary ? [placement.base] : [])
      + (placement.socketIsApart ? [placement.socketDirectory] : [])
  }
}
