/// Where a complaint's handling stands: "States" of the domain's model. The raw value is what tables and
/// files hold.
package enum CaseState: String, Sendable, Hashable, Codable, CaseIterable {
  case received, acknowledged, verifying
  case awaitingInformation = "awaiting_information"
  case expertExamination = "expert_examination"
  case manualReview = "manual_review"
  case accepted
  case awaitingChoice = "awaiting_choice"
  case compensating, resolved, rejected, appealed
  /// Terminal: settled, or refused and not appealed.
  case closed
  /// Terminal: the customer took the complaint back.
  case withdrawn

  /// The handling leads nowhere from here. Only what was given and comes back opens a closed case again.
  package var isTerminal: Bool { self == .closed || self == .withdrawn }

  /// Neither accepted nor rejected yet. Only of these can silence make an acceptance (L1).
  package var isUndecided: Bool {
    switch self {
    case .received, .acknowledged, .verifying, .awaitingInformation, .expertExamination, .manualReview: true
    case .accepted, .awaitingChoice, .compensating, .resolved, .rejected, .appealed, .closed, .withdrawn:
      false
    }
  }

  /// The customer has not got anything yet, so the complaint can still be taken back.
  package var isBeforeCompensation: Bool {
    isUndecided || [.accepted, .awaitingChoice, .appealed].contains(self)
  }
}

/// What moves a case. The same step can be right for one cause and wrong for another.
package enum TransitionCause: String, Sendable, Hashable, Codable, CaseIterable {
  /// A step of the handling, by the rules or by a person.
  case handling
  /// The answer clock ran out, and the law takes silence for consent (L1).
  case deemedAcceptance = "deemed_acceptance"
  /// What was given came back, or was taken back.
  case reversal
}

/// A step that the table does not have. Whoever meets it has raced with another and must look at the case
/// again, or is wrong.
package struct IllegalTransition: Error, Hashable, Sendable, CustomStringConvertible {
  package let from: CaseState
  package let to: CaseState
  package let cause: TransitionCause

  package var description: String {
    "a case cannot go from \(from.rawValue) to \(to.rawValue) (cause: \(cause.rawValue))"
  }
}
