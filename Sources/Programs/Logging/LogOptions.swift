package import ArgumentParser
import Foundation
package import Logging

/// `--log-level`, for every program that does something over time.
package struct LogOptions: ParsableArguments {
  @Option(
    help: "Least severe event that is logged: \(levels).",
    transform: { text in
      guard let level = Logger.Level(rawValue: text) else {
        throw ValidationError("The levels are \(levels).")
      }
      return level
    })
  package var logLevel: Logger.Level?

  private static let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")

  package init() {}

  /// A logger that writes to standard error. `REDRESS_LOG_LEVEL` stands in for the flag.
  package func logger(_ label: String, default level: Logger.Level = .info) throws -> Logger {
    Self.logger(label, level: try logLevel ?? fromEnvironment() ?? level)
  }

  /// For programs that have no such flag.
  package static func logger(_ label: String, level: Logger.Level) -> Logger {
    var logger = Logger(label: label) { _ in LineLogHandler(terminal: .error) }
    logger.logLevel = level
    return logger
  }

  private func fromEnvironment() throws -> Logger.Level? {
    guard let text = Setting.named("REDRESS_LOG_LEVEL") else { return nil }
    guard let level = Logger.Level(rawValue: text) else {
      throw Failure.wrongInput(
        "REDRESS_LOG_LEVEL is \(text), which is no level.",
        remedy: "The levels are \(Self.levels).")
    }
    return level
  }
}
