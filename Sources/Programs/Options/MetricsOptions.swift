package import ArgumentParser
import CoreMetrics
import Foundation
package import LibPQ
package import Logging
package import ServiceLifecycle
import Telemetry
import Web

/// `--metrics`: what Prometheus scrapes of a running program.
package struct MetricsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Serve /metrics for Prometheus, /healthz and /readyz here: a port of this machine, or an address and port, for which REDRESS_METRICS_TOKEN must be set. REDRESS_METRICS stands in for the flag.",
      valueName: "address"))
  package var metrics: String?

  package init() {}

  package func validate() throws { _ = try address() }

  private func address() throws -> ListenAddress? {
    let environment = ProcessInfo.processInfo.environment
    guard let text = metrics ?? environment["REDRESS_METRICS"], !text.isEmpty else { return nil }
    guard let address = ListenAddress(text) else {
      throw ValidationError("--metrics \(text): write a port (9464) or an address with one (10.0.0.5:9464).")
    }
    return address
  }

  /// The server, where one is asked for; from here on everything that this process counts is in it.
  ///
  /// - Parameters:
  ///   - pool: is asked for `/readyz`.
  ///   - help: what each metric of this program is, by its name.
  package func service(_ pool: Pool, help: [String: String], logger: Logger) throws -> [any Service] {
    guard let address = try address() else { return [] }
    let registry = MetricRegistry(help: help)
    MetricsSystem.bootstrap(registry)
    let token = ProcessInfo.processInfo.environment["REDRESS_METRICS_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
    return [
      try WebServer(address, token: token, logger: logger) { request in
        switch request.path {
        case "/metrics":
          let families = ProcessMetrics.families(program: Program.name, version: Program.version)
          return WebResponse(ExpositionText.contentType, ExpositionText.text(families + registry.families))
        case "/healthz": return .plain(200, "alive")
        case "/readyz":
          return await Readiness.isReady(pool) ? .plain(200, "ready") : .plain(503, "no database")
        default: return .plain(404, "Here are /metrics, /healthz and /readyz.")
        }
      }
    ]
  }
}

/// Whether a program can do its work.
package enum Readiness {
  /// The database answers within two seconds.
  package static func isReady(_ pool: Pool) async -> Bool {
    (try? await pool.execute(Statement("ready", "select 1"), timeout: .seconds(2))) != nil
  }
}
