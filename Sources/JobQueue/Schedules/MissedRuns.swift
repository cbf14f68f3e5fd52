import Foundation

/// What happens to a schedule's runs that nobody was there for: no worker lived, or the database was down.
public enum MissedRuns: String, Sendable, Hashable, CaseIterable {
  /// They are left out. A run is missed when it is a minute late: for that minute, cron says it is time.
  case skip
  /// Of all that were missed, one runs. The right one for what brings something up to date.
  case once
  /// Each of them runs, all at once; but no more than a hundred, the rest is left out, and logged.
  case all

  /// The most that are made up for at a time.
  static let limit = 100
  private static let grace: TimeInterval = 60

  /// What a schedule has to do now.
  ///
  /// - Parameter next: when it is to run next, as stored; `nil` for a new or changed one, which does not run at once.
  func due(next: Date?, now: Date, cron: CronExpression, zone: TimeZone) -> DueRuns {
    guard let next else { return DueRuns(runs: 0, next: cron.next(after: now, in: zone)) }
    guard next <= now else { return DueRuns(runs: 0, next: next) }
    let following = cron.next(after: now, in: zone)
    switch self {
    case .once: return DueRuns(runs: 1, next: following)
    case .skip:
      let recent = now - Self.grace
      if next > recent { return DueRuns(runs: 1, next: following) }
      let isLatestOnTime = cron.next(after: recent, in: zone).map { $0 <= now } ?? false
      return DueRuns(runs: isLatestOnTime ? 1 : 0, next: following, skipsSome: true)
    case .all:
      var runs = 1
      var run = cron.next(after: next, in: zone)
      while let time = run, time <= now, runs < Self.limit {
        runs += 1
        run = cron.next(after: time, in: zone)
      }
      return DueRuns(runs: runs, next: following, skipsSome: run.map { $0 <= now } ?? false)
    }
  }
}

/// What a schedule has to do.
struct DueRuns: Sendable, Hashable {
  /// How many jobs are enqueued now.
  var runs: Int
  /// When to come back; `nil` when the time never comes again.
  var next: Date?
  /// Some runs were missed and are not made up for.
  var skipsSome = false
}
