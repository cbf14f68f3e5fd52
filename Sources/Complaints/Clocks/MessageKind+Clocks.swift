extension MessageKind {
  /// What its reaching the customer means to the clocks, besides that a message was sent. A question, a holding
  /// reply and a status update are no answer (S29).
  package var clockEvents: [ClockEvent] {
    switch self {
    case .acknowledgement: [.acknowledged]
    case .optionOffer, .decisionAccepted, .decisionRejected, .answer, .remedyExecuted, .publicReply:
      [.answered]
    case .informationRequest, .holdingReply, .statusUpdate, .promiseAtRisk, .remedyReversed,
      .deadlineExtended, .escalated, .externalBody, .withdrawn, .closed, .improvement, .survey:
      []
    }
  }

  package var isAnswer: Bool { clockEvents.contains(.answered) }

  /// The merchant's duties that are open again when the message comes back. The merchant's own target is not:
  /// it was met, by what depended on the merchant.
  package var duties: [ClockKind] {
    clockEvents.flatMap(\.stops).filter { $0 == .answer || $0 == .acknowledge }
  }
}

extension Policy {
  /// What stops when a message has left the house by mail: all that waits for it, but for an answer that is
  /// given only when it has arrived (S36).
  package func clocksStopped(byDispatch event: ClockEvent) -> Set<ClockKind> {
    clocks[.answer]?.answeredWhen == .delivered ? event.stops.subtracting([.answer]) : event.stops
  }
}
