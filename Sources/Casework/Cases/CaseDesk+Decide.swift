import Complaints
import Foundation
import LibPQ

extension CaseDesk {
  /// Decides a case under manual review, and closes the review. What follows (the offer, the refusal, the question, the answer) is told to the
  /// customer.
  ///
  /// - Parameters:
  ///   - words: what the customer reads beside it, in the language that the customer is written to in: the reasons of a
  ///     decision, or the answer itself. Held to the rules of the templates; see `PersonalStatement`.
  ///   - note: kept with the case; only people of the shop read it.
  package func decide(
    _ reference: String, _ verdict: CaseVerdict, by name: String, saying words: String? = nil,
    note: String? = nil
  ) async throws {
    let actor = try await person(name)
    try await change(reference) { locked in
      try locked.refused(
        unless: locked.head.state == .manualReview, "only a case under manual review can be decided")
      var manner = DecisionManner()
      if case .answer(let publicly) = verdict { manner.isPublic = publicly }
      manner.isConfirmed = verdict == .confirm
      let said = try await locked.checked(words, isPublic: manner.isPublic)
      let (decision, options) = try await decide(
        verdict, by: actor.personName ?? "", isExplained: said != nil, on: locked)
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      effects.closeReview(of: locked.head, by: actor, &transition)
      if let note { try await CaseDesk.add(note, by: actor, to: locked, &transition) }
      if let said {
        manner.statement = try await locked.add(said, by: actor, explaining: locked.head.decisions + 1)
      }
      // What is said in public asks the customer to write in private, and names the day of the answer to that (S27).
      if manner.isPublic, let target = try locked.policy.newTarget(at: locked.moment) {
        try await CaseDesk.make(.answer, until: target.dueAt, actor, locked, &transition)
        manner.answerBy = locked.policy.zone.lastDay(before: target.dueAt)
      }
      try effects.add(
        decision, options: options, of: locked.head, round: locked.head.rounds, transition: transition,
        manner: manner, policy: locked.policy)
      try await effects.apply(in: locked.transaction)
    }
  }

  private func decide(
    _ verdict: CaseVerdict, by name: String, isExplained: Bool, on locked: LockedCase
  ) async throws -> (decision: Decision, options: [RemedyOption]) {
    let head = locked.head
    let subject = try await VerificationSubject.read([head.caseID], in: locked.transaction)[head.caseID]
    let orderID = subject?.orderID
    let accounts = try await OrderAccount.read(
      Set([orderID].compactMap(\.self)), at: locked.moment, in: locked.transaction)
    let month = try await GoodwillMonths.read([locked.policy], at: locked.moment, in: locked.transaction)
    var account = orderID.flatMap { accounts[$0] }
    account?.ledger.goodwillOfMonth = month[locked.policy]
    let terms = GrantTerms(policy: locked.policy, complaint: subject?.complaint, account: account)
    let filing = try subject?.complaint.checkFiledInTime(account?.order, policy: locked.policy)
    let circumstances = PersonalDecision.Circumstances(
      head.complaint, evidence: subject?.complaint.evidence ?? [], isExplained: isExplained,
      filedInTime: filing?.outcome ?? .indeterminate, isDeemedAccepted: head.isDeemed)
    return try PersonalDecision.decide(
      try await ruling(verdict, on: locked, terms), by: name, on: circumstances, order: terms.account?.order,
      granted: account?.ledger ?? OrderLedger(goodwillOfMonth: month[locked.policy]), policy: locked.policy)
  }

  private func ruling(
    _ verdict: CaseVerdict, on locked: LockedCase, _ terms: GrantTerms
  ) async throws -> PersonalDecision.Ruling {
    switch verdict {
    case .reject(let ground): return .reject(ground)
    case .ask(let items): return .askFor(items)
    case .answer: return .answer
    case .openReturn: return .accept(try terms.returns())
    case .confirm:
      switch try await locked.proposal() {
      case .reject(let ground)?: return .reject(ground)
      case .acceptPartially?: return .acceptPartially(try await locked.recordedOptions())
      case nil: throw CaseRefusal.noProposal(locked.head.reference)
      }
    case .accept(let grants, let partially):
      let options =
        if !grants.isEmpty {
          try grants.map { try terms.option($0) }
        } else if let instead = try terms.optionsInstead() {
          instead
        } else {
          try await locked.recordedOptions()
        }
      return partially ? .acceptPartially(options) : .accept(options)
    }
  }
}

extension CaseDesk.LockedCase {
  /// What the rules would do, where they said so to who has the case now.
  fileprivate func proposal() async throws -> Proposal? {
    let rows = try await transaction.execute(.readProposal, head.caseID)
    return try rows.first?.decode(String?.self, "proposal").flatMap(Proposal.init(rawValue:))
  }

  /// What the rules would offer.
  fileprivate func recordedOptions() async throws -> [RemedyOption] {
    let offer = try await RecordedOffer.read(head.caseID, head.decisions, in: transaction)?.offer
    guard let options = offer?.options, !options.isEmpty else { throw CaseRefusal.nothingProposed }
    return options
  }
}

extension CaseActor {
  /// `nil` for whoever is no person of the shop.
  package var personName: String? {
    if case .person(let name) = self { name } else { nil }
  }
}
