import ArgumentParser
import Foundation
import Monitoring
import Programs
import Reporting
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "A dashboard for browsers, the reports as JSON under /api, and /metrics for Prometheus.",
    discussion: """
      Without --listen only this machine can look. For any other address a token must be set in REDRESS_MONITOR_TOKEN: programs send \
      it as `Authorization: Bearer`, people type it once into the log-in page. It speaks HTTP; TLS is for a proxy in front of it.
      """)

  @Option(
    help: ArgumentHelp(
      "Where to listen: a port of this machine, or an address and port. REDRESS_LISTEN stands in for the flag.",
      valueName: "address"))
  var listen: String = Setting.named("REDRESS_LISTEN") ?? "8330"

  @Option(help: ArgumentHelp("How far the forecast looks ahead.", valueName: "time"))
  var within = DurationOption(.seconds(7 * 86_400), "7d")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var log: LogOptions

  func validate() throws {
    guard ListenAddress(listen) != nil else {
      throw ValidationError("--listen \(listen): write a port (8330) or an address with one (10.0.0.5:8330).")
    }
    guard within.duration > .zero else { throw ValidationError("--within is more than nothing.") }
  }

  func run() async throws {
    let logger = try log.logger("redress-monitor")
    try await database.withMonitor { monitor in
      let dashboard = Dashboard(monitor, horizon: within.duration)
      let server = try WebServer(
        ListenAddress(listen)!, token: Setting.named("REDRESS_MONITOR_TOKEN"), logger: logger
      ) {
        try await dashboard.answer($0)
      }
      try await Services.run([server], patience: .seconds(5), logger: logger)
    }
  }
}
