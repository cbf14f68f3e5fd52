package import Complaints
import Foundation
import LibPQ

/// What a person decides about a case that was put before them.
package enum CaseVerdict: Sendable, Hashable {
  /// Without grants: what the rules would have offered.
  case accept([GrantedRemedy] = [], partially: Bool = false)
  case reject(RejectionGround)
  /// What the customer is asked for.
  case ask([InformationItem])
}

/// A remedy as a person names it.
package struct GrantedRemedy: Sendable, Hashable {
  package let remedy: Remedy
  /// A plain decimal in the order's currency, or the policy's where there is no order. `nil` for goods, and for a full refund: all that is left.
  package let amount: String?

  package init(_ remedy: Remedy, amount: String? = nil) {
    self.remedy = remedy
    self.amount = amount
  }
}

extension CaseDesk {
  /// Decides a case under manual review, and closes the review. What follows (the offer, the refusal, the question) is told to the customer.
  ///
  /// - Parameter note: kept with the case; people only read it here.
  package func decide(
    _ reference: String, _ verdict: CaseVerdict, by name: String, note: String? = nil
  ) async throws {
    let actor = try CaseDesk.person(name)
    try await change(reference) { locked in
      try locked.refused(
        unless: locked.head.state == .manualReview, "only a case under manual review can be decided")
      let subject = try await VerificationSubject.read([locked.head.caseID], in: locked.transaction)[
        locked.head.caseID]
      let orderID = subject?.orderID
      let account = try await OrderAccount.read(
        Set([orderID].compactMap(\.self)), at: locked.moment, in: locked.transaction)
      let terms = GrantTerms(
        policy: locked.policy, complaint: subject?.complaint, account: orderID.flatMap { account[$0] })
      let ruling = try await ruling(verdict, on: locked, terms)
      let (decision, options) = try PersonalDecision.decide(
        ruling, by: actor.personName ?? "", order: terms.account?.order,
        granted: terms.account?.ledger ?? .empty,
        policy: locked.policy, isDeemedAccepted: locked.head.isDeemed)
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      effects.closeReview(of: locked.head, by: actor, &transition)
      if let note { try await CaseDesk.add(note, by: actor, to: locked, &transition) }
      try effects.add(
        decision, options: options, of: locked.head, round: locked.head.rounds, transition: transition,
        policy: locked.policy)
      try await effects.apply(in: locked.transaction)
    }
  }

  private func ruling(
    _ verdict: CaseVerdict, on locked: LockedCase, _ terms: GrantTerms
  ) async throws -> PersonalDecision.Ruling {
    switch verdict {
    case .reject(let ground): return .reject(ground)
    case .ask(let items): return .askFor(items)
    case .accept(let grants, let partially):
      var options = try grants.map { try terms.option($0) }
      if grants.isEmpty {
        options =
          try await RecordedOffer.read(
            locked.head.caseID, locked.head.decisions, in: locked.transaction)?.offer.options ?? []
        guard !options.isEmpty else { throw CaseRefusal.nothingProposed }
      }
      return partially ? .acceptPartially(options) : .accept(options)
    }
  }
}

extension CaseActor {
  var personName: String? {
    if case .person(let name) = self { name } else { nil }
  }
}
