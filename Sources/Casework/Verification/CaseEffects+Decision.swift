import Complaints
import Foundation
import JobQueue

/// How a decision is told, besides what it is.
struct DecisionManner: Sendable, Hashable {
  /// The number of the person's words; `nil`: the decision speaks for itself.
  var statement: Int64?
  /// A person confirmed what the rules had proposed (S17).
  var isConfirmed = false
  /// The answer is one for everybody to read (S9).
  var isPublic = false
  /// By when such an answer promises one in private.
  var answerBy: CivilDate?
}

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
    manner: DecisionManner = DecisionManner(), policy: Policy
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
    details["statement"] = manner.statement.map { .number(Int($0)) }
    if manner.isConfirmed { details["confirmed"] = .flag(true) }
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
      // Of a remedy that was settled before, and came to nothing.
      clockStops.append(ClockStop(.remedy, caseID: head.caseID, reason: ClockEvent.answered.rawValue))
      notifications.append(
        NewNotification(.decisionRejected, caseID: head.caseID, facts: NotificationFacts(decision: version)))
      newClocks.append(try NewClock.appealPeriod(of: head.caseID, from: moment, policy: policy))
    case .answered:
      try answer(manner, version: version, of: head, &transition, actor, policy)
    case .needsInformation(let items):
      try ask(for: items, version: version, of: head, &transition, actor, policy)
    case .manualReview(let reason, let proposal):
      addReview(because: reason, proposal: proposal, by: actor, &transition)
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
      try settle(
        choice, position: 1, decision: version, madeAt: moment, of: head, &transition, actor, policy)
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

  /// The case is settled; its answer is on the way, and the clocks that wait for an answer run until it has left. A
  /// policy that asks nobody afterwards closes it: nothing else ever would.
  private mutating func answer(
    _ manner: DecisionManner, version: Int, of head: CaseHead, _ transition: inout CaseTransition,
    _ actor: CaseActor, _ policy: Policy
  ) throws {
    notifications.append(
      NewNotification(
        manner.isPublic ? .publicReply : .answer, caseID: head.caseID,
        facts: NotificationFacts(decision: version, answerBy: manner.answerBy)))
    let untilSent = ClockEvent.answered.stops.union(ClockEvent.acknowledged.stops)
    clockStops += ClockStop.stopped(by: .resolved, caseID: head.caseID).filter {
      !untilSent.contains($0.kind)
    }
    // A wait from before, for an appeal say, would be taken for the one that begins now.
    clockStops.append(ClockStop(.followUp, caseID: head.caseID, reason: ClockEvent.resolved.rawValue))
    let followUp = try NewClock.started(
      by: .resolved, at: moment, caseID: head.caseID, standing: head.standing, policy: policy)
    newClocks += followUp
    if followUp.isEmpty { try transition.move(to: .closed, by: actor) }
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
  ///
  /// - Parameter decidedAt: when the decision was made that it chooses from.
  mutating func settle(
    _ choice: Choice, position: Int, decision version: Int, madeAt decidedAt: Date, of head: CaseHead,
    _ transition: inout CaseTransition, _ actor: CaseActor, _ policy: Policy
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
    newClocks += try NewClock.settled(choice, decidedAt: decidedAt, of: head, policy: policy)
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
