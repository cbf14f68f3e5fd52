import Complaints
package import Foundation
import LibPQ

/// The running clocks of one kind.
package struct ClockSummary: Sendable, Hashable, Encodable {
  /// Clocks whose highest passed threshold is this one.
  package struct AtRisk: Sendable, Hashable, Encodable {
    package let percent: Int
    package let clocks: Int64
  }

  package let clock: String
  /// Running out is the merchant's failure. Else it is a wait (for a choice, for documents), whose end is the next step.
  package let isCommitment: Bool
  /// All that run: on track, at risk and over.
  package let open: Int64
  package let onTrack: Int64
  /// By threshold, the lowest first; a clock is counted once.
  package let atRisk: [AtRisk]
  /// Over, and what was due is still not done.
  package let over: Int64
  /// Of the open ones, those that stand still.
  package let paused: Int64
  /// The earliest end that is still ahead; `nil` when there is none.
  package let nextDueAt: Date?
  /// Breaches in the last 24 hours, 7 and 30 days of business time, and how many of the last ended, late, since.
  package let breachedInOneDay: Int64
  package let breachedInSevenDays: Int64
  package let breachedInThirtyDays: Int64
  package let endedLateInThirtyDays: Int64
}

/// One row of the statement: clocks of a kind that have passed the same threshold.
struct ClockLevel {
  let kind: String
  let level: Int
  let clocks: Int64
  let paused: Int64
  let nextDueAt: Date?

  static let over = 100

  init(kind: String, level: Int, clocks: Int64, paused: Int64, nextDueAt: Date?) {
    self.kind = kind
    self.level = level
    self.clocks = clocks
    self.paused = paused
    self.nextDueAt = nextDueAt
  }

  init(_ row: Row) throws {
    self.init(
      kind: try row.decode(String.self, "kind"), level: Int(try row.decode(Int16.self, "level")),
      clocks: try row.decode(Int64.self, "clocks"), paused: try row.decode(Int64.self, "paused"),
      nextDueAt: try row.decode(Date?.self, "next_due_at"))
  }
}

/// One row of the other: breaches of a kind in the last 30 days.
struct ClockBreaches {
  let kind: String
  let inOneDay: Int64
  let inSevenDays: Int64
  let breaches: Int64
  let endedLate: Int64

  init(kind: String, inOneDay: Int64 = 0, inSevenDays: Int64 = 0, breaches: Int64, endedLate: Int64) {
    self.kind = kind
    self.inOneDay = inOneDay
    self.inSevenDays = inSevenDays
    self.breaches = breaches
    self.endedLate = endedLate
  }

  init(_ row: Row) throws {
    self.init(
      kind: try row.decode(String.self, "kind"), inOneDay: try row.decode(Int64.self, "in_1_day"),
      inSevenDays: try row.decode(Int64.self, "in_7_days"), breaches: try row.decode(Int64.self, "breaches"),
      endedLate: try row.decode(Int64.self, "ended_late"))
  }
}

extension ClockSummary {
  /// Commitments first, in the domain's order; a kind that this program does not know counts as a commitment, at the end.
  static func summaries(_ levels: [ClockLevel], _ breaches: [ClockBreaches]) -> [ClockSummary] {
    let kinds = Set(levels.map(\.kind)).union(breaches.map(\.kind))
    let order = ClockKind.allCases.map(\.rawValue)
    return
      kinds
      .map { kind in
        ClockSummary(
          kind, levels.filter { $0.kind == kind }, breaches.first { $0.kind == kind })
      }
      .sorted { left, right in
        (left.isCommitment ? 0 : 1, order.firstIndex(of: left.clock) ?? order.count, left.clock)
          < (right.isCommitment ? 0 : 1, order.firstIndex(of: right.clock) ?? order.count, right.clock)
      }
  }

  private init(_ kind: String, _ levels: [ClockLevel], _ breaches: ClockBreaches?) {
    clock = kind
    isCommitment = ClockKind(rawValue: kind)?.isCommitment ?? true
    open = levels.reduce(0) { $0 + $1.clocks }
    onTrack = levels.filter { $0.level == 0 }.reduce(0) { $0 + $1.clocks }
    atRisk = levels.filter { (1..<ClockLevel.over).contains($0.level) }
      .sorted { $0.level < $1.level }
      .map { AtRisk(percent: $0.level, clocks: $0.clocks) }
    over = levels.filter { $0.level >= ClockLevel.over }.reduce(0) { $0 + $1.clocks }
    paused = levels.reduce(0) { $0 + $1.paused }
    nextDueAt = levels.filter { $0.level < ClockLevel.over }.compactMap(\.nextDueAt).min()
    breachedInOneDay = breaches?.inOneDay ?? 0
    breachedInSevenDays = breaches?.inSevenDays ?? 0
    breachedInThirtyDays = breaches?.breaches ?? 0
    endedLateInThirtyDays = breaches?.endedLate ?? 0
  }
}
