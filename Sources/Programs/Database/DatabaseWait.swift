import LibPQ
import Logging

/// Waits for a database that may still be starting, as it does when everything is brought up at once.
struct DatabaseWait {
  private let configuration: ConnectionConfiguration
  private let limit: Duration
  private let program: String

  init(_ configuration: ConnectionConfiguration, limit: Duration, program: String) {
    self.configuration = configuration
    self.limit = limit
    self.program = program
  }

  /// Returns when a connection could be made. What waiting cannot mend (a wrong password) fails at once.
  func untilItAnswers() async throws {
    let deadline = ContinuousClock.now + limit
    var pause = Duration.milliseconds(100)
    var said: String?
    while true {
      do {
        let connection = try await Connection.open(
          configuration, logger: Logger(label: "libpq") { _ in Silence() })
        return await connection.close()
      } catch let error as ConnectionError {
        let refusal = Refusal(error)
        guard refusal.mayPass, .now + pause < deadline else { throw refusal.failure }
        if said != error.reason {
          said = error.reason
          Terminal.error.print(
            "\(program): waiting up to \(durationText(limit)) for the database: \(refusal.reason)")
        }
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .seconds(2))
      }
    }
  }
}

/// Attempts that fail are told in a sentence of our own.
private struct Silence: LogHandler {
  var logLevel = Logger.Level.critical
  var metadata: Logger.Metadata = [:]
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
  func log(event: LogEvent) {}
}
