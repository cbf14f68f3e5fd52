package import ArgumentParser
import Foundation
package import LibPQ
import Logging

/// Which database, and how long to wait for it: the same for all programs.
package struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database, as a URL or as libpq's keywords; several hosts are tried in turn.",
      discussion: "Without it: DATABASE_URL, and then libpq's own PGHOST, PGDATABASE, PGUSER …",
      valueName: "url"))
  package var database: String?

  @Option(
    help: ArgumentHelp(
      "How long to wait for a database that does not answer yet, or is not migrated yet (default: 10s, or REDRESS_WAIT).",
      valueName: "time"))
  package var wait: DurationOption?

  package init() {}

  /// Lends a pool to `body`, once the database answers and its schema is what this program was made for.
  ///
  /// - Parameters:
  ///   - requirement: of the schema.
  ///   - adjust: last changes to the pool's configuration.
  /// - Throws: what `body` throws, or a `Failure` with a sentence about the database.
  package func withPool<Output>(
    schema requirement: SchemaRequirement = .current,
    adjust: (inout PoolConfiguration) -> Void = { _ in }, _ body: (Pool) async throws -> Output
  ) async throws -> Output {
    var configuration = self.configuration
    adjust(&configuration)
    var wait = DatabaseWait(limit: try patience())
    try await wait.untilItAnswers(configuration.connection)
    let pool = Pool(configuration, logger: Self.quiet)
    do {
      try await wait.until(requirement, in: pool)
      let output = try await body(pool)
      await pool.close()
      return output
    } catch {
      await pool.close(grace: .zero)
      throw error
    }
  }

  /// Lends a pool of one connection to `body`, for a program that stays and lives through outages: the database has answered once and
  /// its schema is the right one; what comes later is for `body` to hear of. Nothing is logged.
  package func withLastingPool<Output>(
    adjust: (inout PoolConfiguration) -> Void = { _ in }, _ body: (Pool) async throws -> Output
  ) async throws -> Output {
    try await withPool(adjust: adjust) { _ in }
    var configuration = self.configuration
    adjust(&configuration)
    (configuration.sharedConnections, configuration.exclusiveConnections) = (1, 1)
    let pool = Pool(configuration, logger: Logger(label: "libpq") { _ in Silence() })
    let result: Result<Output, any Error>
    do { result = .success(try await body(pool)) } catch { result = .failure(error) }
    await pool.close(grace: .zero)
    return try result.get()
  }

  /// What libpq makes of flags and environment.
  package var connectionString: String {
    database ?? Setting.named("DATABASE_URL") ?? ""
  }

  private var configuration: PoolConfiguration {
    var connection = ConnectionConfiguration(connectionString)
    connection.options["fallback_application_name"] = Program.name
    // A server that is gone without a word is noticed within half a minute, not after the kernel's two hours.
    connection.options.merge(["keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "4"]) {
      $1
    }
    connection.sessionSettings = ["TimeZone": "UTC", "lock_timeout": "20s"]
    return PoolConfiguration(connection)
  }

  private func patience() throws -> Duration {
    if let wait { return wait.duration }
    guard let text = Setting.named("REDRESS_WAIT") else { return .seconds(10) }
    guard let option = DurationOption(argument: text) else {
      throw Failure.wrongInput(
        "REDRESS_WAIT is \(text), which is no time.", remedy: "Write it as 30s, 5m or 1h.")
    }
    return option.duration
  }

  /// Reconnecting is told by whoever runs into it; the library's own words would double it.
  private static let quiet = {
    var logger = Logger(label: "libpq") { _ in LineLogHandler(terminal: .error) }
    logger.logLevel = .error
    return logger
  }()
}
