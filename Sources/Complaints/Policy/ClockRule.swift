/// How one clock runs under a policy.
package struct ClockRule: Sendable, Hashable {
  package let term: Term
  /// What some remedies take instead: a repair is longer in the workshop than a refund on its way (S40, L6).
  /// Only the clock `remedy` has it.
  package let byRemedy: [Remedy: Term]
  /// From when the term counts.
  package let start: ClockStart
  /// What stops the answer's clock (S36).
  package let answeredWhen: AnswerMoment
  /// Percentages of the target at whose passing the case is at risk: ascending, 1 to 99.
  package let thresholds: [Int]
  /// What its running out does, to a claimant whom the action protects: see `action(for:)`.
  package let onBreach: BreachAction
  /// Whose complaints silence accepts; read only where `onBreach` is `deemAccepted` (L1: consumers and those
  /// with their rights).
  package let deemedFor: Set<Standing>
  /// The states in which it stands still. Empty by default: the answer clock is never paused.
  package let pausedIn: Set<CaseState>

  init(
    _ term: Term, of kind: ClockKind, byRemedy: [Remedy: Term] = [:], start: ClockStart? = nil,
    answeredWhen: AnswerMoment = .dispatched, thresholds: [Int] = [], onBreach: BreachAction = .nothing,
    deemedFor: Set<Standing> = [], pausedIn: Set<CaseState> = []
  ) {
    self.term = term
    self.byRemedy = byRemedy
    self.start = start ?? kind.possibleStarts[0]
    self.answeredWhen = answeredWhen
    self.thresholds = thresholds
    self.onBreach = onBreach
    self.deemedFor = deemedFor
    self.pausedIn = pausedIn
  }

  /// The term of that remedy; without one, or where the policy says nothing of it, the common one.
  package func term(for remedy: Remedy?) -> Term { remedy.flatMap { byRemedy[$0] } ?? term }

  /// What happens at a breach. Whom a deemed acceptance does not protect, escalates.
  package func action(for standing: Standing) -> BreachAction {
    guard onBreach == .deemAccepted else { return onBreach }
    return deemedFor.contains(standing) ? .deemAccepted : .escalate
  }
}

/// From when a clock's term counts.
package enum ClockStart: String, Sendable, Hashable, Codable, CaseIterable {
  /// The confirmed receipt of the complaint; posting or sending it starts nothing (S36).
  case receipt
  /// We asked the customer for something.
  case request
  case offer
  /// We promised something (S27).
  case promise
  /// Any message of ours went out.
  case message
  /// The complaint was accepted.
  case decision
  /// What the customer gets was settled: by the customer, by default, or because there was one option.
  case choice
  /// What was promised was carried out.
  case settlement
}

/// When an answer counts as given (S36).
package enum AnswerMoment: String, Sendable, Hashable, Codable, CaseIterable {
  /// It left the house.
  case dispatched
  /// It reached the customer.
  case delivered
}

extension ClockKind {
  /// The starts that a policy may name, the usual one first.
  var possibleStarts: [ClockStart] {
    switch self {
    case .acknowledge, .answer, .internalTarget, .externalBody: [.receipt]
    case .promisedUpdate: [.promise]
    case .periodicUpdate: [.message]
    case .remedy: [.choice, .decision, .receipt]
    case .information: [.request]
    case .offerExpiry: [.offer]
    case .goodsReturn: [.choice]
    case .followUp: [.settlement]
    case .examination, .escalation: []
    }
  }
}
