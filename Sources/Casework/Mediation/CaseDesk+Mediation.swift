import Complaints
import Foundation
import LibPQ

/// Whose proposal it is, or who agrees to it.
package enum MediationParty: String, Sendable, Hashable, CaseIterable {
  case customer, shop, mediator
}

extension CaseDesk {
  /// Records that somebody from outside helps both sides to agree (S42). A case that was refused, or whose remedy did not settle it, is before
  /// a person again, as after an appeal, and however late it is: both sides wanted this.
  ///
  /// - Parameters:
  ///   - mediator: a person or a body.
  ///   - dispute: what the sides do not agree on.
  /// - Returns: the number of the mediation within its case.
  @discardableResult
  package func openMediation(
    _ reference: String, with mediator: String, about dispute: String, by name: String
  ) async throws -> Int {
    let actor = try await person(name)
    let (mediator, dispute) = (try CaseDesk.words(mediator), try CaseDesk.words(dispute))
    return try await change(reference) { locked in
      let head = locked.head
      try locked.refused(
        unless: head.state.isUndecided || head.state.canBeContested,
        "a mediation is about a complaint that is not settled; what is closed is complained about anew")
      let rows = try await locked.transaction.execute(
        .openMediation, head.caseID, mediator, dispute, actor.personName)
      guard let number = try rows.first?.decode(Int.self, "number") else {
        throw MediationRefusal.goesOn(head.reference)
      }
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      transition.record(.mediationOpened, by: actor, ["mediation": .number(number)])
      if head.state.canBeContested {
        try effects.hearAgain(head, because: .mediation, by: actor, locked.policy, &transition)
        // Nothing is written now, so no message's sending would start it: the customer hears of the case again (S39).
        effects.clockStops += ClockStop.stopped(by: .messageSent, caseID: head.caseID)
        effects.newClocks += try NewClock.started(
          by: .messageSent, at: locked.moment, caseID: head.caseID, standing: head.standing,
          policy: locked.policy)
      }
      effects.transitions = [transition]
      try await effects.apply(in: locked.transaction)
      return number
    }
  }

  /// Records a proposal; whoever makes it agrees to it.
  ///
  /// - Returns: its number within the mediation.
  @discardableResult
  package func propose(
    _ reference: String, _ text: String, from party: MediationParty, by name: String
  ) async throws -> Int {
    let actor = try await person(name)
    let text = try CaseDesk.words(text)
    return try await mediate(reference) { locked, mediation, transition in
      let number = try await locked.transaction.execute(
        .addProposal, locked.head.caseID, mediation.number, party.rawValue, text, actor.personName
      )[0].decode(Int.self, "number")
      transition.record(
        .mediationProposed, by: actor,
        [
          "mediation": .number(mediation.number), "proposal": .number(number), "party": .text(party.rawValue),
        ])
      return number
    }
  }

  /// Records that a side agrees to a proposal.
  ///
  /// - Returns: whether both do now.
  @discardableResult
  package func agree(
    _ reference: String, to proposal: Int, as party: MediationParty, by name: String
  ) async throws -> Bool {
    let actor = try await person(name)
    guard party != .mediator else { throw MediationRefusal.mediatorDoesNotAgree }
    return try await mediate(reference) { locked, mediation, transition in
      let rows = try await locked.transaction.execute(
        .agreeToProposal, locked.head.caseID, mediation.number, proposal, party.rawValue)
      guard let row = rows.first else {
        throw MediationRefusal.unknownProposal(locked.head.reference, proposal)
      }
      transition.record(
        .mediationAgreed, by: actor,
        [
          "mediation": .number(mediation.number), "proposal": .number(proposal),
          "party": .text(party.rawValue),
        ])
      return try row.decode(Bool.self, "is_agreed")
    }
  }

  /// Ends a mediation. What both sides have agreed on is then decided by a person, like anything else that is given.
  ///
  /// - Parameter failed: nothing came of it; otherwise both sides must have agreed to one of the proposals.
  package func closeMediation(_ reference: String, failed: Bool = false, by name: String) async throws {
    let actor = try await person(name)
    try await mediate(reference) { locked, mediation, transition in
      guard failed || mediation.agreedOn != nil else {
        throw MediationRefusal.notAgreed(locked.head.reference)
      }
      let agreedOn = failed ? nil : mediation.agreedOn
      let outcome = failed ? "failed" : "agreed"
      try await locked.transaction.execute(
        .closeMediation, locked.head.caseID, mediation.number, outcome, agreedOn, actor.personName)
      var details: [String: FactValue] = [
        "mediation": .number(mediation.number), "outcome": .text(outcome),
      ]
      if let agreedOn { details["proposal"] = .number(agreedOn) }
      transition.record(.mediationClosed, by: actor, details)
    }
  }

  /// A change of the mediation that goes on, with its event.
  private func mediate<Output: Sendable>(
    _ reference: String,
    _ body: @Sendable (LockedCase, CurrentMediation, inout CaseTransition) async throws -> Output
  ) async throws -> Output {
    try await change(reference) { locked in
      let rows = try await locked.transaction.execute(.currentMediation, locked.head.caseID)
      guard let row = rows.first else { throw MediationRefusal.noneGoesOn(locked.head.reference) }
      let mediation = CurrentMediation(
        number: try row.decode(Int.self, "number"), agreedOn: try row.decode(Int?.self, "agreed_on"))
      var transition = locked.transition
      let output = try await body(locked, mediation, &transition)
      try await CaseTransition.apply([transition], in: locked.transaction)
      return output
    }
  }
}

/// A row of current_mediation.
private struct CurrentMediation: Sendable {
  let number: Int
  /// The proposal that both sides accepted.
  let agreedOn: Int?
}

/// Why something is not recorded of a mediation.
package enum MediationRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case goesOn(String)
  case noneGoesOn(String)
  case unknownProposal(String, Int)
  case mediatorDoesNotAgree
  case notAgreed(String)

  package var description: String {
    switch self {
    case .goesOn(let reference): "case \(reference) is in mediation already"
    case .noneGoesOn(let reference): "case \(reference) is not in mediation"
    case .unknownProposal(let reference, let number):
      "the mediation of case \(reference) has no proposal \(number)"
    case .mediatorDoesNotAgree: "the two sides agree, the customer and the shop; a mediator only proposes"
    case .notAgreed(let reference):
      "the two sides have not agreed to the same proposal in case \(reference): record it, or say that it has failed"
    }
  }
}
