import Dispatch
import Foundation
package import Logging
package import ServiceLifecycle
import Synchronization
import UnixSignals

/// Runs a program's services until they are done or the program is told to stop.
package enum Services {
  /// SIGTERM and SIGINT shut down gracefully, the services in reverse order; a second signal ends the process at once, and
  /// so does `patience` running out.
  ///
  /// - Parameters:
  ///   - services: in the order in which they build on each other. When one of them returns, all is done.
  ///   - patience: for what runs when the signal comes.
  package static func run(
    _ services: [any Service], patience: Duration = .seconds(30), logger: Logger
  ) async throws {
    let impatience = Impatience()
    defer { impatience.end() }
    let configurations = services.map {
      ServiceGroupConfiguration.ServiceConfiguration(
        service: $0, successTerminationBehavior: .gracefullyShutdownGroup)
    }
    var configuration = ServiceGroupConfiguration(
      services: configurations, gracefulShutdownSignals: [.sigterm, .sigint], logger: quieter(logger))
    configuration.maximumGracefulShutdownDuration = patience
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch is CancellationError {
      throw Failure(
        "What was running did not end within \(durationText(patience)) and was left as it is.",
        remedy: "Nothing is lost: other workers take it over.")
    }
  }

  /// The group tells of every step of every service; one line about the end is enough.
  private static func quieter(_ logger: Logger) -> Logger {
    var logger = logger
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }
}

/// Ends the process at the second signal: whoever presses Ctrl-C twice means it. On a thread of its own, so that it
/// works while every other one is busy.
private final class Impatience {
  private let sources: [any DispatchSourceSignal]

  init() {
    let queue = DispatchQueue(label: "impatience")
    let count = Mutex(0)
    sources = [SIGTERM, SIGINT].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        let isFirst = count.withLock { count in
          count += 1
          return count == 1
        }
        if !isFirst { _exit(128 + number) }
        Terminal.error.print("stopping: finishing what runs (once more to stop at once)")
      }
      source.resume()
      return source
    }
  }

  func end() {
    for source in sources { source.cancel() }
  }
}
