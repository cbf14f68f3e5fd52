import Complaints
import Foundation
import LibPQ

extension Monitor {
  /// Clocks that are looked at, next due first.
  static let mostForecastClocks = 3_000
  /// Entries of a lane that are counted, and the newest that are looked at; outcomes that are read: two thousand tell how long batches take.
  private static let counted: Int32 = 2_000
  private static let newest: Int32 = 2_000
  private static let outcomes: Int64 = 2_000
  /// What the work of the shop's own people and programs stops. Updates are written by the clock itself, and promises are kept by
  /// persons whose plans nobody knows.
  private static let clocks: [ClockKind] = [.acknowledge, .answer, .internalTarget, .remedy, .externalBody]

  /// - Parameter horizon: how far to look ahead.
  package func forecast(horizon: Duration) async throws -> Forecast {
    let answers = try await read(
      Statement.businessTime.with(), Statement.forecastQueues.with(Self.counted, Self.newest),
      Statement.forecastWorkers.with(), Statement.forecastBatches.with(Self.outcomes),
      Statement.forecastReviews.with(), Statement.forecastPolicies.with(),
      Statement.forecastClocks.with(
        Self.clocks.map(\.rawValue), horizon / .seconds(1), Int64(Self.mostForecastClocks),
        Itinerary.statesOfJobs.map(\.rawValue)))
    let moment = try Moment(answers[0])
    let reviews = try ReviewRow(answers[4][0])
    let forecaster = Forecaster(
      now: moment.businessTime, groups: try Self.groups(answers[1], answers[2], answers[3]),
      piles: try Self.piles(answers[5], reviews, until: moment.businessTime), reviews: reviews.waiting)
    return Forecast(
      forecaster, moment: moment, horizon: horizon, cases: try answers[6].compactMap(TimedCase.init),
      decided: reviews.decided,
      estimated: Set(
        try answers[1].filter { try $0.decode(Bool.self, "is_estimate") }.map {
          try $0.decode(String.self, "queue")
        }))
  }

  private static func groups(_ queues: Rows, _ workers: Rows, _ batches: Rows) throws -> [WorkerGroup] {
    let samples = Dictionary(grouping: try batches.map(BatchSample.init), by: \.queue)
    let bands = try queues.map { (queue: try $0.decode(String.self, "queue"), band: try BandLoad($0)) }
    let loads = Dictionary(grouping: bands, by: \.queue).map { queue, bands in
      QueueLoad(queue: queue, bands: bands.map(\.band), service: ServiceTime(samples[queue] ?? []))
    }
    return WorkerGroup.groups(
      loads.sorted { $0.queue < $1.queue }, try workers.map(WorkingWorker.init))
  }

  /// A policy that this program cannot read, or whose calendar does not reach back, tells nothing of its people.
  private static func piles(_ rows: Rows, _ reviews: ReviewRow, until now: Date) throws -> [String:
    ReviewPile]
  {
    var piles: [String: ReviewPile] = [:]
    for row in rows {
      let name = try row.decode(String.self, "policy_id") + " " + row.decode(String.self, "version")
      guard let policy = try? Policy.read(try row.decode(String.self, "document")) else { continue }
      piles[name] = try? ReviewPile(
        decisions: reviews.decided, in: min(reviews.since, now)...now, calendar: policy.calendar,
        zone: policy.zone)
    }
    return piles
  }
}

private struct ReviewRow {
  let waiting: Int
  let decided: Int
  let since: Date

  init(_ row: Row) throws {
    waiting = Int(try row.decode(Int64.self, "waiting"))
    decided = Int(try row.decode(Int64.self, "decided"))
    since = try row.decode(Date.self, "since")
  }
}

extension BandLoad {
  init(_ row: Row) throws {
    self.init(
      band: Int(try row.decode(Int16.self, "band")),
      targetWait: try row.decode(Double.self, "target_seconds"),
      waiting: try row.decode(Double.self, "waiting"),
      oldestSeconds: max(0, try row.decode(Double.self, "oldest_seconds")),
      arrivalsPerSecond: try row.decode(Double.self, "arrivals_per_second"))
  }
}

extension BatchSample {
  init(_ row: Row) throws {
    self.init(
      queue: try row.decode(String.self, "queue"), jobs: Int(try row.decode(Int64.self, "jobs")),
      seconds: try row.decode(Double.self, "seconds"))
  }
}

extension WorkingWorker {
  init(_ row: Row) throws {
    self.init(
      queues: try row.decode([String].self, "queues"),
      concurrency: Int(try row.decode(Int16.self, "concurrency")))
  }
}

extension TimedCase {
  /// `nil` for words of a newer program: nothing can be said of such a case.
  init?(_ row: Row) throws {
    guard let clock = ClockKind(rawValue: try row.decode(String.self, "kind")),
      let state = CaseState(rawValue: try row.decode(String.self, "state"))
    else { return nil }
    self.init(
      reference: try row.decode(String.self, "reference"), clock: clock,
      dueAt: try row.decode(Date.self, "due_at"), state: state,
      band: Int(try row.decode(Int16.self, "band")), responsible: try row.decode(String.self, "responsible"),
      secondsInState: try row.decode(Double.self, "seconds_in_state"),
      reviewPlace: try row.decode(Int64?.self, "review_place").map { Int($0) },
      hasOpenTask: try row.decode(Bool.self, "has_open_task"),
      policy: try row.decode(String.self, "policy_id") + " " + row.decode(String.self, "policy_version"),
      owed: Set(try row.decode([String].self, "owed").compactMap(MessageKind.init)),
      handed: Set(try row.decode([String].self, "handed").compactMap(MessageKind.init)),
      owedSeconds: try row.decode(Double.self, "owed_seconds"))
  }
}
