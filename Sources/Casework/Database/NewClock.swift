package import Complaints
package import Foundation

/// A clock about to be started: the next cycle of its kind in its case.
package struct NewClock: Sendable, Hashable {
  package let caseID: Int64
  package let cycle: ClockCycle
  package let onBreach: BreachAction
  /// The states of its case in which it stands still.
  package let pausedIn: Set<CaseState>

  package init(
    _ cycle: ClockCycle, caseID: Int64, onBreach: BreachAction = .nothing, pausedIn: Set<CaseState> = []
  ) {
    self.caseID = caseID
    self.cycle = cycle
    self.onBreach = onBreach
    self.pausedIn = pausedIn
  }

  /// The clocks that an event starts in a case, by its policy. A wait's end is no breach, and does what its kind does.
  ///
  /// - Parameter remedy: what the customer gets, where that is settled: it may have a term of its own.
  package static func started(
    by event: ClockEvent, at instant: Date, caseID: Int64, standing: Standing?, remedy: Remedy? = nil,
    policy: Policy
  ) throws(CalendarError) -> [NewClock] {
    try policy.clocks(startedBy: event, at: instant, remedy: remedy).map {
      NewClock(
        $0, caseID: caseID, onBreach: policy.action(atEndOf: $0.kind, for: standing),
        pausedIn: policy.clocks[$0.kind]?.pausedIn ?? [])
    }
  }
}

/// A clock about to be stopped.
package struct ClockStop: Sendable, Hashable {
  package let caseID: Int64
  package let kind: ClockKind
  /// Only that one; `nil`: whichever runs. Promises are the only clocks of which several run at once.
  package let cycle: Int?
  /// What happened, as a word of ours: the raw value of a `ClockEvent`, as a rule.
  package let reason: String

  package init(_ kind: ClockKind, caseID: Int64, cycle: Int? = nil, reason: String) {
    self.caseID = caseID
    self.kind = kind
    self.cycle = cycle
    self.reason = reason
  }

  /// The clocks that an event stops in a case.
  package static func stopped(by event: ClockEvent, caseID: Int64) -> [ClockStop] {
    event.stops.map { ClockStop($0, caseID: caseID, reason: event.rawValue) }
  }
}
