package import Complaints
import Foundation
import JobQueue
import LibPQ

extension CaseDesk {
  /// Gives a case that waits for a person to an expert, until a day (S21). The customer is told why, and by which day the answer comes;
  /// whether the answer is owed later because of that, the policy says, and the message.
  ///
  /// When nothing is heard by the end of the day, the case goes up, and back to a person.
  ///
  /// - Returns: what the day means for the answer.
  @discardableResult
  package func examine(
    _ reference: String, because reason: MessageContext.ExtensionReason, until day: CivilDate, by name: String
  ) async throws -> ExaminationTerms {
    let actor = try await person(name)
    return try await change(reference) { locked in
      let head = locked.head
      try locked.refused(
        unless: head.state == .manualReview, "only a case that waits for a person is given to an expert")
      let clocks = try await locked.runningClocks([.answer, .internalTarget])
      let answer = clocks.first { $0.kind == .answer }
      let terms = try ExaminationTerms(
        until: day, receivedAt: head.receivedAt, answer: answer,
        target: clocks.first { $0.kind == .internalTarget }?.dueAt, policy: locked.policy, at: locked.moment)
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      effects.closeReview(of: head, by: actor, &transition)
      transition.record(
        .examinationStarted, by: actor,
        [
          "reason": .text(reason.rawValue), "until": .text(day.description),
          "moves_answer": .flag(terms.movesAnswer),
        ])
      try transition.move(to: .expertExamination, by: actor)
      effects.transitions = [transition]
      effects.newClocks = [
        NewClock(
          ClockCycle(.examination, startedAt: locked.moment, dueAt: terms.end), caseID: head.caseID)
      ]
      if terms.movesAnswer, let answer { effects.move(answer, to: terms.end, of: head, locked.policy) }
      effects.notifications = [announcement(of: terms, because: reason, caseID: head.caseID)]
      try await effects.apply(in: locked.transaction)
      return terms
    }
  }

  /// The expert has spoken. What was found is kept as a note, for the person who decides; with evidence that it has brought, the rules look
  /// again first.
  package func examined(
    _ reference: String, finding: String, evidence: Set<Evidence> = [], by name: String
  ) async throws {
    let actor = try await person(name)
    try await change(reference) { locked in
      let head = locked.head
      try locked.refused(unless: head.state == .expertExamination, "no expert has it")
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      transition.record(.examined, by: actor, ["evidence": .list(evidence.words)])
      try await CaseDesk.add(finding, by: actor, to: locked, &transition)
      effects.clockStops = ClockStop.stopped(by: .examined, caseID: head.caseID)
      if evidence.isEmpty {
        try effects.openReview(because: .examined, by: actor, &transition)
      } else {
        try await locked.add(ProvidedInformation(evidence: evidence))
        try transition.move(to: .verifying, by: actor)
        effects.verifications = [NewJob(VerifyJob(caseID: head.caseID), band: head.band)]
      }
      effects.transitions = [transition]
      try await effects.apply(in: locked.transaction)
    }
  }

  /// Where nobody waits longer than was said, that the answer is not known yet (S29).
  private func announcement(
    of terms: ExaminationTerms, because reason: MessageContext.ExtensionReason, caseID: Int64
  ) -> NewNotification {
    var facts = NotificationFacts()
    facts.extensionReason = reason
    guard terms.isLater else { return NewNotification(.holdingReply, caseID: caseID, facts: facts) }
    facts.previousAnswerBy = terms.previousDay
    facts.answerBy = terms.day
    if terms.termStays { facts.termStays = true }
    return NewNotification(.deadlineExtended, caseID: caseID, facts: facts)
  }
}

extension CaseEffects {
  /// What ran until now stays as it was recorded; the next cycle counts from the same receipt, to the new end.
  fileprivate mutating func move(_ answer: ClockCycle, to end: Date, of head: CaseHead, _ policy: Policy) {
    clockStops.append(ClockStop(.answer, caseID: head.caseID, reason: "extended"))
    newClocks.append(
      NewClock(
        ClockCycle(
          .answer, startedAt: answer.startedAt, dueAt: end,
          thresholds: policy.clocks[.answer]?.thresholds ?? []),
        caseID: head.caseID, onBreach: policy.action(atEndOf: .answer, for: head.standing),
        pausedIn: policy.clocks[.answer]?.pausedIn ?? []))
  }
}

extension CaseDesk.LockedCase {
  fileprivate func runningClocks(_ kinds: [ClockKind]) async throws -> [ClockCycle] {
    try await transaction.execute(.readRunningClocks, head.caseID, kinds.map(\.rawValue)).map { row in
      ClockCycle(
        try row.word("kind"), startedAt: try row.decode(Date.self, "started_at"),
        dueAt: try row.decode(Date.self, "due_at"), breachedAt: try row.decode(Date?.self, "breached_at"))
    }
  }
}
