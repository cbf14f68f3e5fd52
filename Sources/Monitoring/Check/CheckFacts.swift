import Complaints
import Foundation
import LibPQ

/// What the measures are taken from: a part of what the reports tell.
struct CheckFacts: Sendable {
  let businessTime: Date
  let workers: [WorkerStatus]
  /// Since the oldest job that waits was ready to be taken; `nil` when none does.
  let oldestJobSeconds: Double?
  let deadLetters: Int64
  let attention: Attention
  let snapshotHolders: [DatabaseHealth.SnapshotHolder]
  let standbys: [DatabaseHealth.Standby]
  /// Commitments that are over, and what was due is still not done.
  let over: Int64
  /// Clocks that will be missed; `nil`: nobody has looked ahead.
  let misses: Int?
}

extension CheckFacts {
  /// What can be said without a forecast.
  init(_ status: StatusReport, _ clocks: [ClockSummary]) {
    self.init(
      businessTime: status.moment.businessTime, workers: status.workers,
      oldestJobSeconds: status.queues.compactMap(\.oldestSeconds).max(), deadLetters: status.deadLetters,
      attention: status.attention, snapshotHolders: status.health.snapshotHolders,
      standbys: status.health.standbys, over: clocks.filter(\.isCommitment).reduce(0) { $0 + $1.over },
      misses: nil)
  }
}

extension CheckFacts {
  /// Entries of a lane that are looked at for the oldest: they lie in the order in which they are taken.
  fileprivate static let nextOfLane: Int32 = 200
}

extension Monitor {
  /// Only what the measures need: the whole reports read ten times as much.
  ///
  /// - Parameter hasForecast: whether it is looked a day ahead, which is the dearest part.
  func checkFacts(hasForecast: Bool) async throws -> CheckFacts {
    try await snapshot { monitor in
      let waits = ClockKind.allCases.filter { !$0.isCommitment }.map(\.rawValue)
      let answers = try await monitor.read(
        Statement.businessTime.with(), Statement.oldestJob.with(CheckFacts.nextOfLane),
        Statement.workers.with(), Statement.attention.with(Int64(Attention.mostRetries)),
        Statement.healthHolders.with(DatabaseHealth.holdsSinceSeconds), Statement.healthReplication.with(),
        Statement.clocksOver.with(waits))
      return CheckFacts(
        businessTime: try Moment(answers[0]).businessTime, workers: try answers[2].map(WorkerStatus.init),
        oldestJobSeconds: try answers[1][0].decode(Double?.self, "oldest_seconds"),
        deadLetters: try answers[1][0].decode(Int64.self, "dead"), attention: try Attention(answers[3]),
        snapshotHolders: try answers[4].map(DatabaseHealth.SnapshotHolder.init),
        standbys: try answers[5].map(DatabaseHealth.Standby.init),
        over: try answers[6][0].decode(Int64.self, "clocks"),
        misses: hasForecast ? try await monitor.forecast(horizon: .seconds(86_400)).misses.count : nil)
    }
  }
}
