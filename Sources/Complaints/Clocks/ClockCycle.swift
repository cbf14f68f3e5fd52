package import Foundation

/// One run of one clock: a row of the clock table as a value. All that happens to it is told to it; it reads
/// no clock itself.
///
/// Pauses are kept as spans and never added to the start, signals are remembered so that each comes once, and
/// a breach stays a breach when what was due comes late.
package struct ClockCycle: Sendable, Hashable {
  /// A span in which the clock stands still.
  package struct Pause: Sendable, Hashable, Codable {
    package let from: Date
    /// `nil` while it lasts.
    package var until: Date?

    package init(from: Date, until: Date? = nil) {
      self.from = from
      self.until = until
    }
  }

  package let kind: ClockKind
  package let startedAt: Date
  /// Exclusive: at this instant it is too late. Moves only when a pause ends.
  package private(set) var dueAt: Date
  /// Where the roll moved the end and is debated (L2): the end without it, to warn at. `nil` when nothing was
  /// moved.
  package private(set) var unrolledDueAt: Date?
  /// Percentages, ascending.
  package let thresholds: [Int]
  package private(set) var pauses: [Pause]
  /// Thresholds that were signalled.
  package private(set) var passed: Set<Int>
  package private(set) var warnedOfUnrolledEnd: Bool
  /// When it was stopped, in time or late.
  package private(set) var stoppedAt: Date?
  /// Set once, to `dueAt`, and never taken back.
  package private(set) var breachedAt: Date?

  /// A new cycle, or one as it was recorded.
  package init(
    _ kind: ClockKind, startedAt: Date, dueAt: Date, unrolledDueAt: Date? = nil, thresholds: [Int] = [],
    pauses: [Pause] = [], passed: Set<Int> = [], warnedOfUnrolledEnd: Bool = false, stoppedAt: Date? = nil,
    breachedAt: Date? = nil
  ) {
    self.kind = kind
    self.startedAt = startedAt
    self.dueAt = dueAt
    self.unrolledDueAt = unrolledDueAt
    self.thresholds = thresholds
    self.pauses = pauses
    self.passed = passed
    self.warnedOfUnrolledEnd = warnedOfUnrolledEnd
    self.stoppedAt = stoppedAt
    self.breachedAt = breachedAt
  }

  /// Neither stopped nor over.
  package var isRunning: Bool { stoppedAt == nil && breachedAt == nil }
  /// Stands still at present.
  package var isPaused: Bool { pauses.last.map { $0.until == nil } ?? false }
}

/// What a clock says when a moment has come. Each is said once in a cycle.
package enum ClockSignal: Sendable, Hashable {
  /// That percentage of the target is over: the case is at risk.
  case threshold(Int)
  /// The end without the debated roll has come (L2).
  case unrolledEnd
  /// The time is over. For a commitment a breach; for a wait the sign for the next step.
  case expired
}

extension ClockCycle {
  /// The next instant at which `advance(to:)` would say something; `nil` while paused and when all is said.
  /// What a timer is set to.
  package var nextMoment: Date? { pending.map(\.moment).min() }

  /// What has become due by the instant, in the order in which it came, each once.
  package mutating func advance(to instant: Date) -> [ClockSignal] {
    let due = pending.filter { $0.moment <= instant }.sorted { $0.moment < $1.moment }
    for (_, signal) in due {
      switch signal {
      case .threshold(let percent): passed.insert(percent)
      case .unrolledEnd: warnedOfUnrolledEnd = true
      case .expired: breachedAt = dueAt
      }
    }
    return due.map(\.signal)
  }

  /// What was due is done, or is not asked for any more. Says first what had become due by then: a late
  /// answer is a breach. Stopping a stopped clock changes nothing.
  package mutating func stop(at instant: Date) -> [ClockSignal] {
    guard stoppedAt == nil else { return [] }
    let signals = advance(to: instant)
    stoppedAt = instant
    return signals
  }

  /// The clock stands still from the instant on. Without effect on one that is paused, stopped or over.
  package mutating func pause(at instant: Date) -> [ClockSignal] {
    let signals = advance(to: instant)
    if isRunning, !isPaused { pauses.append(Pause(from: instant)) }
    return signals
  }

  /// The clock goes on, and its end moves by what the pause took: elapsed time for a term in minutes or
  /// hours, civil or working days for the others. Without effect on a clock that is not paused. A stopped
  /// clock keeps its end.
  package mutating func resume(at instant: Date, policy: Policy) throws(CalendarError) {
    guard isPaused, isRunning, let term = policy.clocks[kind]?.term else { return }
    pauses[pauses.count - 1].until = max(instant, pauses[pauses.count - 1].from)
    let deadline = try term.deadline(
      from: startedAt, pauses: pauses, in: policy.zone, calendar: policy.calendar)
    dueAt = deadline.expiresAt
    unrolledDueAt = deadline.unrolledExpiresAt == dueAt ? nil : deadline.unrolledExpiresAt
  }

  /// What is still to be said, with its moment.
  private var pending: [(moment: Date, signal: ClockSignal)] {
    guard isRunning, !isPaused else { return [] }
    var pending: [(moment: Date, signal: ClockSignal)] = thresholds.filter { !passed.contains($0) }.map {
      (moment(ofPercent: $0), .threshold($0))
    }
    if let unrolledDueAt, !warnedOfUnrolledEnd { pending.append((unrolledDueAt, .unrolledEnd)) }
    pending.append((dueAt, .expired))
    return pending
  }

  /// When that share of the target is used up; pauses do not use it.
  private func moment(ofPercent percent: Int) -> Date {
    let closed = pauses.compactMap { pause in
      pause.until.map { (pause.from, $0.timeIntervalSince(pause.from)) }
    }
    let target = dueAt.timeIntervalSince(startedAt) - closed.reduce(0) { $0 + $1.1 }
    var moment = startedAt + target * Double(percent) / 100
    for (from, length) in closed where moment > from { moment += length }
    return moment
  }
}
