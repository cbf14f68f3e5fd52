import Complaints
import Foundation

/// What the clocks of one case come to at one moment. Pure: it is told the signals in their order, and collects what follows.
///
/// Several clocks may have come due at once (a worker was away, a sandbox made a jump): each finds the case as the one before left it.
struct CaseMoment: Sendable {
  let subject: ClockCase
  let policy: Policy
  /// The case's order, when it has one: what silence accepts may be a refund.
  let account: OrderAccount?
  let now: Date

  var transition: CaseTransition
  var alerts: [ClockAlert] = []
  var breaches: [ClockName] = []
  var endedWaits: [EndedWait] = []
  var escalationLevel: Int
  var decision: NewDecision?
  var choice: NewChoice?
  var review: NewReview?
  var closesReview = false
  var notifications: [NewNotification] = []
  var clockStops: [ClockStop] = []
  var newClocks: [NewClock] = []
  var compensation: CompensateJob?

  init(_ subject: ClockCase, policy: Policy, account: OrderAccount?, at now: Date) {
    self.subject = subject
    self.policy = policy
    self.account = account
    self.now = now
    escalationLevel = subject.escalationLevel
    transition = CaseTransition(of: subject.caseID, state: subject.state, version: subject.version, at: now)
  }

  var state: CaseState { transition.state }

  /// Takes what one clock says.
  mutating func hear(_ signals: [ClockSignal], from clock: ClockRow) throws {
    for signal in signals {
      switch signal {
      case .threshold(let percent):
        warn(clock, alert: percent, ["percent": .number(percent)])
      case .unrolledEnd:
        warn(clock, alert: ClockRow.unrolledEndAlert, ["unrolled_end": .flag(true)])
      case .expired where clock.kind.endIsBreach: try breach(clock)
      case .expired: try endWait(clock)
      }
    }
  }

  private mutating func warn(_ clock: ClockRow, alert: Int, _ details: [String: FactValue]) {
    alerts.append(ClockAlert(clock: ClockName(clock), threshold: alert))
    transition.record(.clockAtRisk, by: .clock, clock.details.merging(details) { $1 })
  }

  private mutating func breach(_ clock: ClockRow) throws {
    alerts.append(ClockAlert(clock: ClockName(clock), threshold: ClockRow.breachAlert))
    breaches.append(ClockName(clock))
    transition.record(
      .clockBreached, by: .clock, clock.details.merging(["action": .text(clock.onBreach.rawValue)]) { $1 })
    if clock.kind == .promisedUpdate, state.owesNews { notify(.statusUpdate) }
    switch clock.onBreach {
    case .nothing: break
    case .escalate: escalate()
    case .deemAccepted:
      if state.isUndecided {
        try deemAccepted()
      } else {
        // It was decided in time, and the answer is still in the house: nothing is accepted by that, but somebody must look.
        escalate()
      }
    }
  }

  /// One rung up, to the manager at most: further ones are for people to climb (S42).
  private mutating func escalate() {
    let level = min(subject.escalationLevel + 1, 2)
    guard level > escalationLevel, state.owesNews else { return }
    escalationLevel = level
    transition.record(.escalated, by: .clock, ["level": .number(level)])
    notify(
      .escalated, NotificationFacts(escalatedTo: level == 1 ? .teamLead : .manager, because: .clockBreached))
  }

  /// At most one of a kind: two clocks at once are one piece of news.
  mutating func notify(_ kind: MessageKind, _ facts: NotificationFacts = NotificationFacts()) {
    guard !notifications.contains(where: { $0.kind == kind }) else { return }
    notifications.append(NewNotification(kind, caseID: subject.caseID, facts: facts))
  }
}

/// Which cycle of which clock of which case.
struct ClockName: Sendable, Hashable {
  let caseID: Int64
  let kind: ClockKind
  let cycle: Int

  init(_ clock: ClockRow) {
    caseID = clock.caseID
    kind = clock.kind
    cycle = clock.number
  }
}

/// Something that was told of a clock, once.
struct ClockAlert: Sendable, Hashable {
  let clock: ClockName
  /// Percent; 100 the breach, 0 the end without the debated roll.
  let threshold: Int
}

/// A wait whose time is over.
struct EndedWait: Sendable, Hashable {
  let clock: ClockName
  let reason: String
}

extension ClockRow {
  fileprivate var details: [String: FactValue] { ["clock": .text(kind.rawValue), "cycle": .number(number)] }
}

extension ClockKind {
  /// Whether the end is the merchant's failure. The end of the periodic update's time is the sign to write, and no failure: it is
  /// written because the time is over.
  var endIsBreach: Bool { isCommitment && self != .periodicUpdate }
}
