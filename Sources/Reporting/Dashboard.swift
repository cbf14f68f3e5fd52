import Foundation
package import Monitoring
import Programs
import Telemetry
package import Web

/// What `redress-monitor serve` answers: the pages, the same reports as JSON (docs/json.md), and metrics for Prometheus.
///
/// Each answer reads the database once, so no number on a page is older than the page; whoever asks more often than once in
/// a second gets what was read within that second.
package actor Dashboard {
  private let monitor: Monitor
  private let horizon: Duration
  private var recent: [String: (task: Task<WebResponse, any Error>, begun: ContinuousClock.Instant)] = [:]

  private static let freshness = Duration.seconds(1)
  /// Rows of the lists of a page.
  private static let listed = 100

  /// - Parameter horizon: of the forecast's page; the metrics look a day ahead.
  package init(_ monitor: Monitor, horizon: Duration) {
    self.monitor = monitor
    self.horizon = horizon
  }

  package func answer(_ request: WebRequest) async throws -> WebResponse {
    switch request.path {
    case "/dashboard.css": return WebResponse("text/css; charset=utf-8", PageLayout.style)
    case "/dashboard.js": return WebResponse("text/javascript; charset=utf-8", PageLayout.script)
    case "/healthz": return .plain(200, "alive")
    case "/readyz":
      return await monitor.isReachable() ? .plain(200, "ready") : .plain(503, "no database")
    default: break
    }
    guard let make = maker(of: request.path) else { return .plain(404, "There is no such page.") }
    return try await shared(request.path, make)
  }

  private func maker(of path: String) -> (@Sendable () async throws -> WebResponse)? {
    let (monitor, horizon) = (monitor, horizon)
    @Sendable func page(_ path: String, _ page: Page) -> WebResponse {
      .html(PageLayout.html(page, at: path))
    }
    switch path {
    case "/": return { page(path, Page(try await monitor.status())) }
    case "/clocks":
      return { page(path, Page(try await monitor.serviceLevels(ClockFilter(limit: Self.listed)))) }
    case "/forecast":
      return { page(path, Page(try await monitor.forecast(horizon: horizon), limit: Self.listed)) }
    case "/api/status": return { try .json(JSONText.of(try await monitor.status())) }
    case "/api/clocks":
      return { try .json(JSONText.of(try await monitor.serviceLevels(ClockFilter(limit: Self.listed)))) }
    case "/api/forecast": return { try .json(JSONText.of(try await monitor.forecast(horizon: horizon))) }
    case "/metrics": return { try await Self.metrics(monitor) }
    default: return nil
    }
  }

  private static func metrics(_ monitor: Monitor) async throws -> WebResponse {
    async let status = monitor.status()
    async let levels = monitor.serviceLevels(ClockFilter(limit: 0))
    async let forecast = monitor.forecast(horizon: .seconds(86_400))
    let families = MonitorMetrics.families(try await status, try await levels, try await forecast)
    let process = ProcessMetrics.families(program: Program.name, version: Program.version)
    return WebResponse(ExpositionText.contentType, ExpositionText.text(process + families))
  }

  /// Any number of people who look at once cost the database one look a second.
  private func shared(
    _ path: String, _ make: @Sendable @escaping () async throws -> WebResponse
  ) async throws -> WebResponse {
    let now = ContinuousClock.now
    if let known = recent[path], known.begun.duration(to: now) < Self.freshness {
      return try await known.task.value
    }
    let task = Task { try await make() }
    recent[path] = (task, now)
    return try await task.value
  }
}
