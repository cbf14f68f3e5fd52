import Foundation
package import Monitoring
import Programs
import Telemetry
package import Web

/// What `redress-monitor serve` answers: the pages, the same reports as JSON (docs/json.md), and metrics for Prometheus.
///
/// Each answer reads the database once, so no number on a page is older than the page; whoever asks more often than once in
/// a second gets what was read within that second. How far commitments were kept in thirty days is up to a minute older: it is the dearest
/// number of all, and hardly moves while somebody looks.
package actor Dashboard {
  private let monitor: Monitor
  private let horizon: Duration
  private let health: HealthPages
  private var answers = RecentTasks<WebResponse>(freshness: .seconds(1))
  private var attainments = RecentTasks<[KindAttainment]>(freshness: .seconds(60))

  /// Rows of the lists of a page.
  private static let listed = 100

  /// - Parameter horizon: of the forecast's page; the metrics look a day ahead.
  package init(_ monitor: Monitor, horizon: Duration) {
    self.monitor = monitor
    self.horizon = horizon
    health = HealthPages { await monitor.isReachable() }
  }

  package func answer(_ request: WebRequest) async throws -> WebResponse {
    switch request.path {
    case "/dashboard.css": return WebResponse("text/css; charset=utf-8", PageLayout.style)
    case "/dashboard.js": return WebResponse("text/javascript; charset=utf-8", PageLayout.script)
    default: break
    }
    if let answer = await health.answer(request) { return answer }
    guard let make = maker(of: request) else { return .plain(404, "There is no such page.") }
    do {
      return try await shared(request, make)
    } catch let unknown as Unknown {
      return .plain(404, unknown.sentence)
    } catch let refused as Refused {
      return .plain(400, refused.reason)
    }
  }

  private typealias Maker = @Sendable () async throws -> WebResponse

  private func maker(of request: WebRequest) -> Maker? {
    let (monitor, horizon) = (monitor, horizon)
    let path = request.path
    switch path {
    case "/": return { .page(Page(try await monitor.status()), at: path) }
    case "/clocks": return { .page(Page(try await self.clocks()), at: path) }
    case "/forecast":
      return { .page(Page(try await monitor.forecast(horizon: horizon), limit: Self.listed), at: path) }
    case "/jobs":
      return {
        let list = try await monitor.jobs(try JobFilter(request.query, limit: Self.listed))
        return .page(Page(list) { JobFilter.path(path, request.query, after: $0) }, at: path)
      }
    case "/cases":
      let reference = request.query["reference"]?.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? ""
      return { .seeOther(reference.isEmpty ? "/clocks" : Page.path(ofCase: reference.uppercased())) }
    case "/api/status": return { try .json(JSONText.of(try await monitor.status())) }
    case "/api/clocks": return { try .json(JSONText.of(try await self.clocks())) }
    case "/api/forecast": return { try .json(JSONText.of(try await monitor.forecast(horizon: horizon))) }
    case "/api/jobs":
      return {
        try .json(JSONText.of(try await monitor.jobs(try JobFilter(request.query, limit: Self.listed))))
      }
    case "/metrics": return { try await Self.metrics(monitor) }
    default: return Self.maker(ofItem: path, monitor)
    }
  }

  /// The pages of one case, or one job.
  private static func maker(ofItem path: String, _ monitor: Monitor) -> Maker? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    switch (parts.dropLast().joined(separator: "/"), parts.last ?? "") {
    case (_, ""): return nil
    case ("cases", let reference):
      return { .page(Page(try await monitor.story(of: reference)), at: path) }
    case ("api/cases", let reference):
      return { try .json(JSONText.of(try await monitor.story(of: reference))) }
    case ("jobs", let text):
      guard let job = Int64(text) else { return nil }
      return { .page(Page(try await monitor.standstill(of: job)), at: path) }
    case ("api/jobs", let text):
      guard let job = Int64(text) else { return nil }
      return { try .json(JSONText.of(try await monitor.standstill(of: job))) }
    default: return nil
    }
  }

  private static func metrics(_ monitor: Monitor) async throws -> WebResponse {
    let families = MonitorMetrics.families(try await monitor.overview())
    let process = ProcessMetrics.families(program: Program.name, version: Program.version)
    return WebResponse(ExpositionText.contentType, ExpositionText.text(process + families))
  }

  private func clocks() async throws -> ServiceLevelReport {
    var report = try await monitor.serviceLevels(ClockFilter(limit: Self.listed))
    report.attainment = try await attainment()
    return report
  }

  private func attainment() async throws -> [KindAttainment] {
    let name = "all commitments"
    let task = attainments.task(name) { [monitor] in try await monitor.recentAttainment() }
    do {
      return try await task.value
    } catch {
      attainments.forget(name, task)
      throw error
    }
  }

  /// Any number of people who look at once cost the database one look a second.
  private func shared(_ request: WebRequest, _ make: @escaping Maker) async throws -> WebResponse {
    let address = JobFilter.path(request.path, request.query, after: nil)
    return try await answers.task(address, make).value
  }
}

extension WebResponse {
  fileprivate static func page(_ page: Page, at path: String) -> WebResponse {
    .html(PageLayout.html(page, at: path))
  }
}

extension Unknown {
  package var sentence: String {
    switch self {
    case .caseReference(let reference): "There is no case \(reference)."
    case .job(let job): "There is no job \(job), or nothing is left of it: it was settled some time ago."
    }
  }
}
