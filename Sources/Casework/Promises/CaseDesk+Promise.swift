package import Complaints
package import Foundation
import LibPQ

extension CaseDesk {
  /// Records that the customer was promised something for a time: from now on a clock watches it, with the warnings that the
  /// policy has for `promised_update`. Told by whoever promises it; nothing is sent here.
  ///
  /// - Parameter time: by when; `nil`: the term that the policy has for promises.
  /// - Returns: the promise's number in its case, and its end.
  @discardableResult
  package func promise(
    _ reference: String, _ what: MessageContext.Promise, by time: PromisedTime? = nil, owner name: String
  ) async throws -> (number: Int, end: Date) {
    let actor = try await person(name)
    return try await change(reference) { locked in
      try locked.refused(unless: locked.head.state.takesPromises, "nothing more is promised")
      var transition = locked.transition
      let made = try await CaseDesk.make(what, by: time, actor, locked, &transition)
      try await CaseTransition.apply([transition], in: locked.transaction)
      return made
    }
  }

  /// A promise was kept, in time or late: what is late was broken, and stays so.
  package func keep(_ reference: String, promise number: Int, by name: String) async throws {
    let actor = try await person(name)
    try await change(reference) { locked in
      let promise = try await locked.openPromise(number)
      var transition = locked.transition
      transition.record(.promiseKept, by: actor, ["promise": .number(number)])
      try await CaseTransition.apply([transition], in: locked.transaction)
      try await locked.transaction.execute(
        .endCommitment, locked.head.caseID, number, locked.moment, Int?.none)
      try await ClockRows.stop(
        [locked.stop(promise, reason: ClockEvent.promiseKept.rawValue)], in: locked.transaction)
    }
  }

  /// A promise will not be kept: the customer is told before it fails, with the new day (S31). Refused once it is broken:
  /// then there is nothing left to warn of.
  ///
  /// - Returns: the new promise's number, and its end.
  @discardableResult
  package func replace(
    _ reference: String, promise number: Int, by time: PromisedTime? = nil, owner name: String
  ) async throws -> (number: Int, end: Date) {
    let actor = try await person(name)
    return try await change(reference) { locked in
      try locked.refused(unless: locked.head.state.takesPromises, "nothing more is promised")
      let promise = try await locked.openPromise(number)
      guard promise.promisedFor > locked.moment else {
        throw CaseRefusal.promiseBroken(locked.head.reference, number)
      }
      var transition = locked.transition
      let made = try await CaseDesk.make(promise.what, by: time, actor, locked, &transition)
      guard made.end > promise.promisedFor else { throw CaseRefusal.promiseNotLater }
      transition.record(
        .promiseAtRisk, by: actor, ["promise": .number(number), "instead": .number(made.number)])
      try await locked.transaction.execute(
        .endCommitment, locked.head.caseID, number, Date?.none, made.number)
      var facts = NotificationFacts()
      facts.promise = promise.what
      facts.promisedFor = locked.policy.zone.lastDay(before: promise.promisedFor)
      facts.newDate = locked.policy.zone.lastDay(before: made.end)
      var effects = CaseEffects(moment: locked.moment)
      effects.transitions = [transition]
      effects.clockStops = [locked.stop(promise, reason: "replaced")]
      effects.notifications = [
        NewNotification(.promiseAtRisk, caseID: locked.head.caseID, facts: facts)
      ]
      try await effects.apply(in: locked.transaction)
      return made
    }
  }

  private static func make(
    _ what: MessageContext.Promise, by time: PromisedTime?, _ actor: CaseActor, _ locked: LockedCase,
    _ transition: inout CaseTransition
  ) async throws -> (number: Int, end: Date) {
    let usual = try locked.policy.clock(.promisedUpdate, startedAt: locked.moment)
    guard let end = try time?.end(in: locked.policy.zone) ?? usual?.dueAt else {
      throw CaseRefusal.timeMissing
    }
    guard end > locked.moment else { throw CaseRefusal.timePassed(end) }
    return (try await make(what, until: end, actor, locked, &transition), end)
  }

  /// The promise with its clock, which is started first: the clock's cycle is what the promise is watched by.
  ///
  /// - Returns: the promise's number in its case.
  @discardableResult
  static func make(
    _ what: MessageContext.Promise, until end: Date, _ actor: CaseActor, _ locked: LockedCase,
    _ transition: inout CaseTransition
  ) async throws -> Int {
    let (policy, moment) = (locked.policy, locked.moment)
    let thresholds = policy.clocks[.promisedUpdate]?.thresholds ?? []
    let clock = NewClock(
      ClockCycle(.promisedUpdate, startedAt: moment, dueAt: end, thresholds: thresholds),
      caseID: locked.head.caseID,
      onBreach: policy.action(atEndOf: .promisedUpdate, for: locked.head.standing))
    let cycle = try await ClockRows.start([clock], in: locked.transaction)[0]
    let number = try await locked.transaction.execute(
      .addCommitment, locked.head.caseID, what.rawValue, actor.personName ?? actor.rawValue, moment, end,
      cycle)[0].decode(Int.self, at: 0)
    transition.record(
      .promised, by: actor,
      [
        "promise": .number(number), "what": .text(what.rawValue), "due": .text(DomainJSON.text(of: end)),
      ])
    return number
  }
}

extension CaseDesk.LockedCase {
  fileprivate func openPromise(_ number: Int) async throws -> Commitment {
    guard let promise = try await Commitment.lock(number, of: head.caseID, in: transaction) else {
      throw CaseRefusal.unknownPromise(head.reference, number)
    }
    guard !promise.isKept, !promise.isReplaced else {
      throw CaseRefusal.promiseOver(head.reference, number)
    }
    return promise
  }

  fileprivate func stop(_ promise: Commitment, reason: String) -> ClockStop {
    ClockStop(.promisedUpdate, caseID: head.caseID, cycle: promise.cycle, reason: reason)
  }
}

extension CaseState {
  /// A case that is over has nobody to promise anything to; one that is settled may be waiting for a parcel.
  fileprivate var takesPromises: Bool { !isTerminal }
}
