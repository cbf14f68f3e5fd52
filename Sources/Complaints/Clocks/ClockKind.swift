/// What is timed: rows S35 to S41, and the waits that the handling itself sets. The raw value is what tables
/// and policy files hold.
package enum ClockKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// S35: tell the customer that the complaint has arrived.
  case acknowledge
  /// S36: answer it. What the law times.
  case answer
  /// S37: the merchant's own, earlier target for the answer.
  case internalTarget = "internal_target"
  /// S38: keep a promise that was made to the customer.
  case promisedUpdate = "promised_update"
  /// S39: write again, even when nothing is new.
  case periodicUpdate = "periodic_update"
  /// S40: carry the remedy out.
  case remedy
  /// S41: after this the customer may go to an independent body. Never paused.
  case externalBody = "external_body"
  /// Until the customer has sent what was asked for (S19); then a person goes on with what there is.
  case information
  /// Until the customer has chosen; then the default applies.
  case offerExpiry = "offer_expiry"
  /// Until the goods have come back, before which nothing is given for them; then a person decides.
  case goodsReturn = "goods_return"
  /// Until the customer is asked whether all is well (S33).
  case followUp = "follow_up"
  /// Until the day for which an expert's finding was announced (S21).
  case examination
  /// Until time alone takes an unsettled case to the next rung of the ladder (S42).
  case escalation

  /// Those whose terms stand in a policy's clocks, or are its offer's. The others are set by the case or by the ladder.
  package static let timedByPolicy = allCases.filter { $0 != .examination && $0 != .escalation }

  /// Whether running out is the merchant's failure. The others are waits: their end is the sign for the next
  /// step.
  package var isCommitment: Bool {
    switch self {
    case .acknowledge, .answer, .internalTarget, .promisedUpdate, .periodicUpdate, .remedy, .externalBody:
      true
    case .information, .offerExpiry, .goodsReturn, .followUp, .examination, .escalation: false
    }
  }
}

/// What a policy lets happen when a commitment's clock runs out.
package enum BreachAction: String, Sendable, Hashable, Codable, CaseIterable {
  /// It is recorded, and that is all.
  case nothing
  case escalate
  /// L1: silence is consent.
  case deemAccepted = "deem_accepted"
}
