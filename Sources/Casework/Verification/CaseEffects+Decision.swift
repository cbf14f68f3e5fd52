import Complaints
import Foundation
import JobQueue

/// What follows from a decision, whoever made it. Pure.
extension CaseEffects {
  /// Takes the case to where the decision leads, with all that this sets going.
  ///
  /// - Parameters:
  ///   - transition: of the case, which stands where the decision is made; extended by this.
  ///   - round: the verification that the decision rests on.
  /// Throws on an illegal step, an acceptance without options, and where the policy's calendar ends too early; what it is added to must then be
  /// thrown away: see `merge`.
  mutating func add(
    _ decision: Decision, options: [RemedyOption], of head: CaseHead, round: Int, transition: CaseTransition,
    policy: Policy
  ) throws {
    var transition = transition
    let actor = CaseActor(decision.decidedBy)
    let version = head.decisions + 1
    let offer = try Offer(options, madeAt: moment, policy: policy)
    var details: [String: FactValue] = [
      "version": .number(version), "outcome": .text(decision.ruling.code),
      "reasons": .list(decision.reasons.map(\.rawValue)),
    ]
    details["basis"] = decision.basis.map { .text($0.rawValue) }
    details["ground"] = decision.ruling.ground.map { .text($0.rawValue) }
    transition.record(.decided, by: actor, details)
    try transition.move(to: decision.ruling.nextState, by: actor)
    decisions.append(
      NewDecision(
        caseID: head.caseID, version: version, round: round, decision: decision, decidedAt: moment,
        options: options,
        validUntil: offer?.validUntil ?? moment,
        defaultRemedy: decision.ruling.isAcceptance ? offer?.defaultRemedy : nil)
    )
    switch decision.ruling {
    case .accepted, .partiallyAccepted:
      guard let offer else { throw PersonalDecision.Fault.empty }
      try present(offer, version: version, to: head, &transition, actor, policy)
    case .rejected:
      notifications.append(
        NewNotification(.decisionRejected, caseID: head.caseID, facts: NotificationFacts(decision: version)))
      newClocks.append(try NewClock.appealPeriod(of: head.caseID, from: moment, policy: policy))
    case .needsInformation(let items):
      try ask(for: items, version: version, of: head, &transition, actor, policy)
    case .manualReview(let reason, let proposal):
      transition.record(.reviewOpened, by: actor, ["reason": .text(reason.rawValue)])
      reviews.append(
        NewReview(caseID: head.caseID, reason: reason, proposal: proposal, openedAt: moment))
    }
    transitions.append(transition)
  }

  /// One option needs no choice. Several are offered; what becomes of the offer is the customer's matter, or its clock's.
  private mutating func present(
    _ offer: Offer, version: Int, to head: CaseHead, _ transition: inout CaseTransition, _ actor: CaseActor,
    _ policy: Policy
  ) throws {
    try transition.move(to: .awaitingChoice, by: actor)
    if let only = offer.options.first, offer.options.count == 1 {
      let choice = Choice(only, by: .onlyOption, at: moment)
      try settle(choice, position: 1, decision: version, of: head, &transition, actor, policy)
      return
    }
    transition.record(
      .optionsOffered, by: actor,
      ["version": .number(version), "remedies": .list(offer.options.map(\.remedy.rawValue))])
    newClocks += try NewClock.started(
      by: .offered, at: moment, caseID: head.caseID, standing: head.standing, policy: policy)
    notifications.append(
      NewNotification(
        .optionOffer, caseID: head.caseID,
        facts: NotificationFacts(decision: version, replyBy: policy.zone.lastDay(before: offer.validUntil))))
  }

  private mutating func ask(
    for items: [InformationItem], version: Int, of head: CaseHead, _ transition: inout CaseTransition,
    _ actor: CaseActor, _ policy: Policy
  ) throws {
    transition.record(.informationRequested, by: actor, ["items": .list(items.map(\.rawValue))])
    let waits = try NewClock.started(
      by: .informationRequested, at: moment, caseID: head.caseID, standing: head.standing, policy: policy)
    newClocks += waits
    notifications.append(
      NewNotification(
        .informationRequest, caseID: head.caseID,
        facts: NotificationFacts(
          decision: version, replyBy: waits.first.map { policy.zone.lastDay(before: $0.cycle.dueAt) },
          missing: items)))
  }

  /// A choice, whoever made it: the remedy is settled, its clock runs, and it is carried out.
  mutating func settle(
    _ choice: Choice, position: Int, decision version: Int, of head: CaseHead,
    _ transition: inout CaseTransition,
    _ actor: CaseActor, _ policy: Policy
  ) throws {
    transition.record(
      .optionChosen, by: actor,
      [
        "decision": .number(version), "position": .number(position), "by": .text(choice.chooser.rawValue),
        "remedy": .text(choice.option.remedy.rawValue),
      ])
    try transition.move(to: .compensating, by: actor)
    choices.append(
      NewChoice(
        caseID: head.caseID, decisionVersion: version, position: position, chooser: choice.chooser,
        chosenAt: moment))
    clockStops += ClockStop.stopped(by: .chosen, caseID: head.caseID)
    newClocks += try NewClock.started(
      by: .accepted, at: moment, caseID: head.caseID, standing: head.standing, policy: policy)
    notifications.append(
      NewNotification(
        .decisionAccepted, caseID: head.caseID,
        facts: NotificationFacts(decision: version, chosenByDefault: choice.chooser == .byDefault)))
    compensations.append(NewJob(CompensateJob(caseID: head.caseID, decision: version), band: head.band))
  }
}

extension CaseActor {
  init(_ maker: DecisionMaker) {
    switch maker {
    case .rules: self = .rules
    case .person(let name): self = .person(name)
    case .clock: self = .clock
    }
  }
}

extension Ruling {
  var isAcceptance: Bool { self == .accepted || self == .partiallyAccepted }
}
