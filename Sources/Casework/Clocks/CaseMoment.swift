import Complaints
import Foundation

/// What the clocks of one case come to at one moment. Pure: it is told the signals in their order, and
/// collects what follows.
///
/// Several clocks may have come due at once (a worker was away, a sandbox made a jump): each finds the case
/// as the one before left it.
struct CaseMoment: Sendable {
  let subject: ClockCase
  let policy: Policy
  /// The case's order, when it has one: what silence accepts may be a refund.
  let account: OrderAccount?

  var transition: CaseTransition
  var effects: CaseEffects
  private(set) var alerts: [ClockAlert] = []
  private(set) var breaches: [ClockName] = []
  var endedWaits: [EndedWait] = []
  /// The time of the periodic update is over; see `writeUpdateIfDue`.
  var isUpdateDue = false

  init(_ subject: ClockCase, policy: Policy, account: OrderAccount?, at now: Date) {
    self.subject = subject
    self.policy = policy
    self.account = account
    transition = subject.head.transition(at: now)
    effects = CaseEffects(moment: now)
  }

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
      if state.isUndecided, !head.isDeemed {
        try deemAccepted()
      } else {
        // It was decided in time and the answer is still in the house, or silence has accepted it before:
        // nothing more is accepted by that, but somebody must look.
        escalate()
      }
    }
  }

  /// One rung up, however many clocks were breached by now.
  private mutating func escalate() {
    guard effects.escalations.isEmpty, state.owesNews else { return }
    _ = effects.escalate(head, because: .clockBreached, by: .clock, &transition)
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
    transition.record(.reviewOpened, by: .clock, ["reason": .text(reason.rawValue)])
    try transition.move(to: .manualReview, by: .clock, cause: cause)
    effects.reviews.append(NewReview(caseID: caseID, reason: reason, openedAt: now))
  }
}
