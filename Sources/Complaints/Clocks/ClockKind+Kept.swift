extension ClockKind {
  /// What has to happen in time for a commitment to be kept. Whatever else stops its clock calls it off: a withdrawal, another promise
  /// in its place, a message that nobody is left to get. Empty for what nobody keeps or breaks: waits, and the periodic update, at whose
  /// end it is written.
  package var keptBy: [ClockEvent] {
    switch self {
    case .acknowledge: [.acknowledged]
    case .answer, .internalTarget: [.answered]
    case .promisedUpdate: [.promiseKept]
    case .remedy: [.remedyExecuted, .resolved]
    // A refusal that the customer leaves it at closes the case, and settles nothing.
    case .externalBody: [.resolved, .closed]
    case .periodicUpdate, .information, .offerExpiry, .goodsReturn, .followUp, .examination, .escalation: []
    }
  }
}
