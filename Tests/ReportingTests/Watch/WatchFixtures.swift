import Foundation

@testable import Monitoring
@testable import Reporting

/// A desk on a bad day, as the monitor reads it.
enum WatchFixtures {
  static let now = Date(timeIntervalSince1970: 1_773_576_007)

  static func status(waiting: Int64 = 1204, failures: Int = 3, unsent: Int64 = 31) -> StatusReport {
    StatusReport(
      moment: Moment(serverTime: now, businessTime: now.addingTimeInterval(86_400), isSandbox: true),
      queues: [
        depth("clock", waiting: 0, onTimelines: 812), depth("compensate", waiting: 12, running: 3, dead: 2),
        depth("notify", waiting: 10_000, isAtLeast: true, later: 14, oldest: 65),
        depth("verify", band: 0, waiting: 4),
        depth("verify", band: 1, waiting: waiting, running: 100, oldest: 712),
      ],
      flow: [
        QueueFlow(
          queue: "notify", into: .init(600, 3000, 36_000), out: .init(90, 450, 5400), ratesAreAtLeast: false),
        QueueFlow(
          queue: "verify", into: .init(3000, 9000, 36_000), out: .init(2520, 9000, 36_000),
          ratesAreAtLeast: false),
      ],
      workers: [
        worker(1, "db1.example", .working, running: [.init(kind: "verify", attempts: 100)]),
        worker(2, "db2.example", .idle), worker(3, "old.example", .lost, beat: 312),
      ],
      throughput: Throughput(
        doneInOneMinute: 2613, doneInFiveMinutes: 9450, retriedInFiveMinutes: 17, diedInFiveMinutes: 2,
        perSecondOverOneMinute: 43.55, perSecondOverFiveMinutes: 31.5, coveredSeconds: 300),
      attention: Attention(
        unsentMessages: unsent,
        oldestUnsentAt: unsent > 0 ? now.addingTimeInterval(86_400 - 7300) : nil, handedMessages: 2,
        oldestHandedAt: nil, unknownPayments: 0, unexportedPayouts: 5, openTasks: 3, overdueTasks: 1,
        manualReviews: 9, oldestReviewAt: nil, waitingRetries: 14),
      failures: [
        RecentFailure(
          kind: "compensate", failures: 9, lastFailedAt: now.addingTimeInterval(-42),
          lastError: "the provider did not answer: \u{1B}[2Jżółw\nsecond line"),
        RecentFailure(
          kind: "notify", failures: 17, lastFailedAt: now.addingTimeInterval(-512),
          lastError:
            "the mail folder is full, and this sentence goes on for much longer than any window is wide"),
        RecentFailure(
          kind: "clock", failures: 1, lastFailedAt: now.addingTimeInterval(-3100),
          lastError: "a lock was waited for"),
      ].prefix(failures).map(\.self),
      health: DatabaseHealth(generations: [], snapshotHolders: [], bloatedTables: [], standbys: []))
  }

  static let levels = ServiceLevelReport(
    moment: Moment(serverTime: now, businessTime: now.addingTimeInterval(86_400), isSandbox: true),
    clocks: [
      clock("acknowledge", open: 4, onTrack: 4, next: 3600),
      clock("answer", open: 120, onTrack: 90, atRisk: [50: 18, 90: 9], over: 3, late: 2, next: 5000),
      clock("offer_expiry", isCommitment: false, open: 33, onTrack: 33, next: 90_000),
    ],
    cases: (0..<30).map { number in
      let left = Double(number * 9000 - 20_000)
      return ClockCase(
        reference: "R00000\(number + 10)", clock: number % 3 == 0 ? "internal_target" : "answer", cycle: 1,
        dueAt: now.addingTimeInterval(86_400 + left), secondsLeft: left, percent: 104 - 3 * Double(number),
        isPaused: number == 4, isOver: left < 0, state: number % 2 == 0 ? "manual_review" : "verifying",
        complaint: "late_delivery", responsible: number % 5 == 0 ? "Zoë 日本 Żak" : "Anna Nowak",
        escalationLevel: number % 2)
    }, attainment: nil)

  static var figures: WatchFigures { figures(status()) }

  static func figures(_ status: StatusReport) -> WatchFigures {
    var history = WatchHistory()
    for waiting in [0, 5, 20, 80, 320, 640, 1204] as [Int64] { history.add(self.status(waiting: waiting)) }
    return WatchFigures(status, levels, history, server: "redress at 10.0.0.5:5432")
  }

  private static func depth(
    _ queue: String, band: Int = 1, waiting: Int64, isAtLeast: Bool = false, running: Int64 = 0,
    later: Int64 = 0, onTimelines: Int64 = 0, dead: Int64 = 0, oldest: Double? = nil
  ) -> QueueDepth {
    QueueDepth(
      queue: queue, band: band, waiting: waiting, waitingIsAtLeast: isAtLeast, running: running, later: later,
      laterIsAtLeast: false, onTimelines: onTimelines, onTimelinesIsAtLeast: false, dead: dead,
      oldestSeconds: oldest)
  }

  private static func worker(
    _ number: Int64, _ host: String, _ condition: WorkerCondition, beat: Double = 0.4,
    running: [WorkerStatus.Running] = []
  ) -> WorkerStatus {
    WorkerStatus(
      worker: number, host: host, process: 4000 + Int32(number), version: "0.1.0",
      queues: ["clock", "notify", "verify"], concurrency: 4, leaseSeconds: 30, startedAt: now,
      beatSeconds: beat,
      condition: condition, running: running)
  }

  private static func clock(
    _ kind: String, isCommitment: Bool = true, open: Int64, onTrack: Int64, atRisk: [Int: Int64] = [:],
    over: Int64 = 0, late: Int64 = 0, next: Double
  ) -> ClockSummary {
    ClockSummary(
      clock: kind, isCommitment: isCommitment, open: open, onTrack: onTrack,
      atRisk: atRisk.sorted { $0.key < $1.key }.map { .init(percent: $0.key, clocks: $0.value) }, over: over,
      paused: 0, nextDueAt: now.addingTimeInterval(86_400 + next), breachedInOneDay: late,
      breachedInSevenDays: late * 3, breachedInThirtyDays: late * 9, endedLateInThirtyDays: 0)
  }
}
