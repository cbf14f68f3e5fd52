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
    guard let text = metrics ?? Setting.named("REDRESS_METRICS") else { return nil }
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
  package func service(_ pool: Pool, help: [String: String], logger: Logger) throws -> (any Service)? {
    try server(pool, help: help, logger: logger)
  }

  /// For a program that ends by itself: serves, where that is asked for, while `body` runs.
  package func serving<Output: Sendable>(
    _ pool: Pool, help: [String: String], logger: Logger, _ body: () async throws -> Output
  ) async throws -> Output {
    guard let server = try server(pool, help: help, logger: logger) else { return try await body() }
    return try await withThrowingTaskGroup { group in
      group.addTask { try await server.run() }
      group.addTask { _ = try await server.port }
      // Either it listens, or it says why not, before anything is done.
      try await group.next()
      defer { group.cancelAll() }
      return try await body()
    }
  }

  private func server(_ pool: Pool, help: [String: String], logger: Logger) throws -> WebServer? {
    guard let address = try address() else { return nil }
    let registry = MetricRegistry(help: help)
    MetricsSystem.bootstrap(registry)
    let health = HealthPages { await pool.answers() }
    return try WebServer(address, token: Setting.named("REDRESS_METRICS_TOKEN"), logger: logger) { request in
      if let answer = await health.answer(request) { return answer }
      guard request.path == "/metrics" else {
        return .plain(404, "Here are /metrics, /healthz and /readyz.")
      }
      let families = ProcessMetrics.families(program: Program.name, version: Program.version)
      return WebResponse(ExpositionText.contentType, ExpositionText.text(families + registry.families))
    }
  }
}
