import Complaints
import Foundation

/// What the clocks of one case come to at one moment. Pure: it is told the signals in their order, and
/// collects what follows.
///
/// Several clocks may have come due at once (a worker was away, a sandbox made a jump): each finds the case
/// as the one before left it.
struct CaseMoment: Sendable {
  let subject: ClockCase
  let ladder: ShopLadder
  /// The case's order, when it has one: what silence accepts may be a refund.
  let account: OrderAccount?

  var transition: CaseTransition
  var effects: CaseEffects
  private(set) var alerts: [ClockAlert] = []
  private(set) var breaches: [ClockName] = []
  /// What was told of clocks that went on running.
  private var warnings: [ClockWarning] = []
  var endedWaits: [EndedWait] = []
  /// The time of the periodic update is over; see `writeUpdateIfDue`.
  var isUpdateDue = false

  init(_ subject: ClockCase, ladder: ShopLadder, account: OrderAccount?, at now: Date) {
    self.subject = subject
    self.ladder = ladder
    self.account = account
    transition = subject.head.transition(at: now)
    effects = CaseEffects(moment: now)
  }

  var policy: Policy { ladder.policy }
  var head: CaseHead { subject.head }
  var caseID: Int64 { subject.head.caseID }
  var state: CaseState { transition.state }
  var now: Date { effects.moment }

  /// Takes what one clock says.
  mutating func hear(_ signals: [ClockSignal], from clock: ClockRow) throws {
    for signal in signals {
      switch signal {
      case .threshold(let percent):
        warn(clock, alert: percent, ["percent": .number(percent)])
        warnings.append(ClockWarning(clock.kind, percent: percent))
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
    tellStaff(clock.kind == .promisedUpdate ? .promiseDue : .atRisk, of: clock)
  }

  private mutating func breach(_ clock: ClockRow) throws {
    alerts.append(ClockAlert(clock: ClockName(clock), threshold: ClockRow.breachAlert))
    breaches.append(ClockName(clock))
    transition.record(
      .clockBreached, by: .clock, clock.details.merging(["action": .text(clock.onBreach.rawValue)]) { $1 })
    tellStaff(.breached, of: clock)
    if state.owesNews {
      if clock.kind == .promisedUpdate { notify(.statusUpdate) }
      // S41: the way to somebody outside is open, and the customer has a right to know.
      if clock.kind == .externalBody { notify(.externalBody) }
    }
    switch clock.onBreach {
    case .nothing: break
    case .escalate: escalate(because: .clockBreached)
    case .deemAccepted:
      if state.isUndecided, !head.isDeemed {
        try deemAccepted()
      } else {
        // It was decided in time and the answer is still in the house, or silence has accepted it before:
        // nothing more is accepted by that, but somebody must look.
        escalate(because: .clockBreached)
      }
    }
  }

  /// Decided when all clocks of the moment were heard: what has happened meanwhile is not at risk any more.
  mutating func escalateIfAtRisk() {
    for warning in warnings where !breaches.contains(where: { $0.kind == warning.clock }) {
      escalate(because: .clockAtRisk, at: warning)
    }
  }

  /// One rung up, however many clocks were at risk or breached by now.
  mutating func escalate(
    because trigger: MessageContext.EscalationTrigger, at warning: ClockWarning? = nil
  ) {
    guard effects.escalations.isEmpty, state.owesNews else { return }
    _ = effects.escalate(head, because: trigger, at: warning, by: .clock, on: ladder, &transition)
  }

  private mutating func tellStaff(_ kind: StaffNoticeKind, of clock: ClockRow) {
    guard clock.kind.endIsBreach else { return }
    effects.notices.append(
      NewStaffNotice(
        kind, caseID: caseID, about: clock.kind.rawValue, cycle: clock.number, due: clock.cycle.dueAt))
  }

  /// At most one of a kind: two clocks at once are one piece of news.
  mutating func notify(_ kind: MessageKind, _ facts: NotificationFacts = NotificationFacts()) {
    guard !effects.notifications.contains(where: { $0.kind == kind }) else { return }
    effects.notifications.append(NewNotification(kind, caseID: caseID, facts: facts))
  }

  /// To a person.
  mutating func review(because reason: ReviewReason, cause: TransitionCause = .handling)
    throws(IllegalTransition)
  {
    try effects.openReview(because: reason, by: .clock, cause: cause, &transition)
  }
}
