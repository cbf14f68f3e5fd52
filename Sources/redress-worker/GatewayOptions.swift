import ArgumentParser
import Casework
import Foundation
import JobQueue
import LibPQ
import Logging
import Programs

/// Where the outside is.
struct GatewayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that messages are written to, as .eml files (default: REDRESS_MAIL, or ./mail).",
      valueName: "folder"))
  var mail: String = ProcessInfo.processInfo.environment["REDRESS_MAIL"] ?? "mail"

  func handlers(_ pool: Pool, _ logger: Logger) throws -> [any JobHandler] {
    []
  }
}
