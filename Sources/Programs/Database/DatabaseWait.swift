import LibPQ
import Logging

/// Waits for a database that may still be starting, or being migrated, as it is when everything is brought up at once.
struct DatabaseWait {
  private let limit: Duration
  private let deadline: ContinuousClock.Instant
  private var pause = Duration.milliseconds(100)
  private var said: String?

  init(limit: Duration) {
    self.limit = limit
    deadline = .now + limit
  }

  /// Returns when a connection could be made. What waiting cannot mend (a wrong password) fails at once.
  mutating func untilItAnswers(_ configuration: ConnectionConfiguration) async throws {
    while true {
      do {
        let connection = try await Connection.open(
          configuration, logger: Logger(label: "libpq") { _ in Silence() })
        return await connection.close()
      } catch let error as ConnectionError {
        let refusal = Refusal(error)
        try await wait(refusal.failure, mayPass: refusal.mayPass, saying: refusal.reason)
      }
    }
  }

  /// Returns when the schema is what is required: somebody may be migrating right now.
  mutating func until(_ requirement: SchemaRequirement, in pool: Pool) async throws {
    while true {
      switch try await requirement.verdict(in: pool) {
      case .fits: return
      case .behind(let failure):
        try await wait(failure, mayPass: true, saying: "its schema is not migrated yet")
      case .ahead(let failure): throw failure
      }
    }
  }

  /// Throws the failure when it will not pass, or not in time.
  private mutating func wait(_ failure: Failure, mayPass: Bool, saying reason: String) async throws {
    guard mayPass, .now + pause < deadline else { throw failure }
    if said != reason {
      said = reason
      Program.report(
        Failure("waiting up to \(durationText(limit)) for the database: \(reason)"), by: Program.name)
    }
    try await Task.sleep(for: pause)
    pause = min(pause * 2, .seconds(2))
  }
}

/// Attempts that fail are told in a sentence of our own.
struct Silence: LogHandler {
  var logLevel = Logger.Level.critical
  var metadata: Logger.Metadata = [:]
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
  func log(event: LogEvent) {}
}
