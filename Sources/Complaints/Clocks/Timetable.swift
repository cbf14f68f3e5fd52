package import Foundation

/// Something that happens to a case and starts or stops clocks.
package enum ClockEvent: String, Sendable, Hashable, Codable, CaseIterable {
  /// Its receipt was confirmed.
  case received
  /// The customer was told that it arrived.
  case acknowledged
  case informationRequested = "information_requested"
  case informationReceived = "information_received"
  /// The decision went out to the customer. A holding reply, a question and a status update are no answer
  /// (S29).
  case answered
  /// What an expert found is known, or nobody waits for it any more (S21).
  case examined
  /// What the customer gets is settled, and nothing is in the way of giving it.
  case accepted
  /// It is settled, and the goods come back first.
  case returnAwaited = "return_awaited"
  /// They have come back, or are not waited for any more.
  case returned
  case offered
  case chosen
  /// A promise with a time was made to the customer (S27).
  case promised
  case promiseKept = "promise_kept"
  /// Any message went out.
  case messageSent = "message_sent"
  case remedyExecuted = "remedy_executed"
  /// What was promised is carried out. No answer: the customer has not heard of it by that, and the message
  /// that says it may be held up for days (L1, S36). A promise with a time of its own goes on as well (S27).
  case resolved
  case followedUp = "followed_up"
  /// The customer does not leave it at the answer: appeals against a refusal, or is not content with the remedy.
  /// The law times the first answer, and that was given; the merchant's own target runs anew.
  case disagreed
  case withdrawn, closed

  /// The clocks that the event stops. A clock that it also starts runs anew, as another cycle.
  package var stops: Set<ClockKind> {
    switch self {
    case .received, .informationRequested, .accepted, .returnAwaited, .offered, .promised: []
    case .acknowledged: [.acknowledge]
    case .informationReceived: [.information]
    case .returned: [.goodsReturn]
    case .answered: [.answer, .internalTarget]
    case .examined: [.examination]
    // The remedy of an earlier choice, too: another takes the place of one that came to nothing.
    case .chosen: [.offerExpiry, .remedy]
    case .promiseKept: [.promisedUpdate]
    case .messageSent: [.periodicUpdate]
    case .remedyExecuted: [.remedy]
    case .resolved: [.periodicUpdate, .remedy, .externalBody, .information, .offerExpiry, .goodsReturn]
    case .followedUp, .disagreed: [.followUp]
    case .withdrawn, .closed: Set(ClockKind.allCases)
    }
  }

  /// The clocks that the event starts, where the policy has them.
  package var starts: [ClockKind] {
    switch self {
    case .received: [.acknowledge, .answer, .internalTarget, .periodicUpdate, .externalBody]
    case .informationRequested: [.information]
    case .accepted: [.remedy]
    case .returnAwaited: [.goodsReturn]
    case .offered: [.offerExpiry]
    case .promised: [.promisedUpdate]
    case .messageSent: [.periodicUpdate]
    case .resolved: [.followUp]
    case .disagreed: [.internalTarget]
    case .acknowledged, .informationReceived, .returned, .answered, .examined, .chosen, .promiseKept,
      .remedyExecuted, .followedUp, .withdrawn, .closed:
      []
    }
  }
}

extension Policy {
  /// The cycles that an event starts at an instant. The received instant is the *confirmed* receipt (S36).
  ///
  /// A message after the case is settled starts nothing: the caller does not report it. Throws where the
  /// calendar ends too early.
  ///
  /// - Parameter remedy: what the customer gets, once that is settled: its clock may have a term of its own.
  package func clocks(
    startedBy event: ClockEvent, at instant: Date, remedy: Remedy? = nil
  ) throws(CalendarError) -> [ClockCycle] {
    var cycles: [ClockCycle] = []
    for kind in event.starts {
      if let cycle = try clock(kind, startedAt: instant, remedy: remedy) { cycles.append(cycle) }
    }
    return cycles
  }

  /// A cycle of one clock; `nil` where the policy does not have it.
  package func clock(
    _ kind: ClockKind, startedAt instant: Date, remedy: Remedy? = nil
  ) throws(CalendarError) -> ClockCycle? {
    guard let rule = clocks[kind] else { return nil }
    let deadline = try rule.term(for: remedy).deadline(from: instant, in: zone, calendar: calendar)
    return ClockCycle(
      kind, startedAt: instant, dueAt: deadline.expiresAt,
      unrolledDueAt: deadline.unrolledExpiresAt == deadline.expiresAt ? nil : deadline.unrolledExpiresAt,
      thresholds: rule.thresholds)
  }

  /// What the end of a clock does to a claimant of that standing. A wait's end is no breach and does nothing
  /// of this.
  package func action(atEndOf kind: ClockKind, for standing: Standing?) -> BreachAction {
    clocks[kind]?.action(for: taken(standing)) ?? .nothing
  }

  /// The clocks that stand still while a case is in the state.
  package func clocks(pausedIn state: CaseState) -> Set<ClockKind> {
    Set(clocks.filter { $0.value.pausedIn.contains(state) }.keys)
  }
}
