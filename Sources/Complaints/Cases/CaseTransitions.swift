extension CaseState {
  /// The states that a step may lead to.
  ///
  /// Where the domain's picture leaves something open:
  /// - `verifying` decides by itself when everything is clear, so it leads to `accepted` and, where the
  ///   policy lets the rules refuse, to `rejected`.
  /// - From `awaiting_information` and `expert_examination` the case is verified again (or a person takes
  ///   it); neither leads to `rejected`, because what is missing or undecided never rejects (S16, S17).
  /// - A deemed acceptance offers no options, so it goes past `awaiting_choice`; and where nobody can tell
  ///   what the customer demanded, a person decides what it was: `accepted → manual_review`. Both steps exist
  ///   for that cause only.
  /// - What is neither accepted nor refused, but answered by a person (S8 to S10), goes from `manual_review` to
  ///   `resolved`.
  /// - Money that the bank returns weeks later is owed as before: a closed case goes to a person again, for that cause only.
  /// - An offer that runs out without a default goes from `awaiting_choice` to a person (`ReviewReason.noDefault`).
  package func successors(cause: TransitionCause) -> Set<CaseState> {
    switch cause {
    case .handling: steps.union(isBeforeCompensation ? [.withdrawn] : [])
    case .deemedAcceptance where isUndecided: [.accepted]
    case .deemedAcceptance: self == .accepted ? [.compensating, .manualReview] : []
    case .reversal: self == .resolved || self == .closed ? [.manualReview] : []
    }
  }

  /// The state after the step. The caller writes it with a compare-and-set on the case's version.
  package func moving(
    to next: CaseState, cause: TransitionCause = .handling
  ) throws(IllegalTransition) -> CaseState {
    guard successors(cause: cause).contains(next) else {
      throw IllegalTransition(from: self, to: next, cause: cause)
    }
    return next
  }

  private var steps: Set<CaseState> {
    switch self {
    case .received: [.acknowledged]
    case .acknowledged: [.verifying]
    case .verifying: [.awaitingInformation, .expertExamination, .manualReview, .accepted, .rejected]
    case .awaitingInformation: [.verifying, .manualReview]
    case .expertExamination: [.verifying, .manualReview, .accepted]
    case .manualReview:
      [.verifying, .awaitingInformation, .expertExamination, .accepted, .rejected, .resolved]
    case .accepted: [.awaitingChoice]
    case .awaitingChoice: [.compensating, .manualReview]
    case .compensating: [.resolved, .manualReview, .awaitingChoice]
    case .resolved: [.closed, .manualReview]
    case .rejected: [.appealed, .closed]
    case .appealed: [.manualReview]
    case .closed, .withdrawn: []
    }
  }
}
