import Complaints
import Foundation

/// What is told of decisions and of what was given.
extension MessageComposer {
  func offer() throws -> MessageContext.OptionOffer {
    let verdict = try verdict()
    return MessageContext.OptionOffer(
      acceptance: try acceptance(of: verdict), findings: findings(verdict),
      options: try grants(verdict.options),
      chooseBy: try need(lastDay(verdict.validUntil), "the end of the offer"),
      defaultOption: verdict.options.firstIndex(where: \.isDefault).map { $0 + 1 },
      carriedOutBy: try latestCarriedOut(verdict.options, of: verdict, settledAt: offerEnd(verdict)),
      newDeliveryDate: newDeliveryDate(), statement: source.statement)
  }

  /// The last moment at which the customer can choose: nothing that is promised with the offer may end sooner.
  private func offerEnd(_ verdict: NotificationSource.Verdict) -> Date {
    max(moment, (verdict.validUntil ?? moment).lastMoment)
  }

  func acceptance() throws -> MessageContext.AcceptedDecision {
    let verdict = try verdict()
    let chosen = verdict.chosen.flatMap {
      verdict.options.indices.contains($0 - 1) ? [verdict.options[$0 - 1]] : nil
    }
    return MessageContext.AcceptedDecision(
      acceptance: try acceptance(of: verdict), findings: findings(verdict),
      remedies: try grants(chosen ?? verdict.options), chosenByDefault: source.facts.chosenByDefault ?? false,
      carriedOutBy: try carriedOutBy(chosen ?? verdict.options, of: verdict),
      newDeliveryDate: newDeliveryDate(), statement: source.statement)
  }

  func rejection() throws -> MessageContext.RejectedDecision {
    let verdict = try verdict()
    // A refusal that leaves later than on its day can be appealed as long: see `NotificationEffects`.
    let day = policy.zone.civilDate(of:)
    let appeal = try policy.escalation.appealWithin.deadline(
      from: day(verdict.decidedAt) == day(moment) ? verdict.decidedAt : moment, in: policy.zone,
      calendar: policy.calendar)
    let appealBy = try need(lastDay(appeal.expiresAt), "the end of the appeal")
    var limit: CivilDate?
    if case .text(let day)? = source.checks[Check.Name.filedInTime.rawValue]?["last_day"] {
      limit = CivilDate(day).flatMap { $0 < policy.zone.civilDate(of: source.receivedAt) ? $0 : nil }
    }
    return MessageContext.RejectedDecision(
      ground: try need(verdict.ground, "the ground"), limit: limit, statement: source.statement,
      findings: findings(verdict),
      routes: [MessageContext.Route(.appeal, until: appealBy)] + routes, appealBy: appealBy)
  }

  /// The further ways of this claimant, outside of the shop (S32).
  var routes: [MessageContext.Route] { openRoutes.map(\.messageRoute) }

  /// Those to somebody who decides or helps to agree in place of a court (S41); where the policy knows none, all that there are.
  var independentRoutes: [MessageContext.Route] {
    let independent = openRoutes.filter { $0.kind == .ombudsman || $0.kind == .mediation }
    return (independent.isEmpty ? openRoutes : independent).map(\.messageRoute)
  }

  private var openRoutes: [EscalationRoute] {
    policy.escalation.routes(openTo: policy.taken(source.standing))
  }

  func execution() throws -> MessageContext.ExecutedRemedies {
    let verdict = try verdict()
    return MessageContext.ExecutedRemedies(
      acceptance: try acceptance(of: verdict), remedies: try executions(verdict),
      chosenByDefault: source.facts.chosenByDefault ?? false, delay: try delay(verdict),
      followUpOn: ahead(source.followUpDue.map { policy.zone.civilDate(of: $0) }))
  }

  /// L6: what a remedy that came late brings besides.
  private func delay(_ verdict: NotificationSource.Verdict) throws -> MessageContext.RemedyDelay? {
    let penalties = verdict.entries.filter { $0.budget == .remedyPenalty }
    guard let first = penalties.first, let days = source.facts.daysLate else { return nil }
    return MessageContext.RemedyDelay(
      days: days, penalty: try Money.sum(penalties.map(\.amount), in: first.amount.currency))
  }

  /// Each code by itself; what goes back as money in one sum, however many ways it takes. Goods have no
  /// entry: what was chosen is what was passed on.
  private func executions(_ verdict: NotificationSource.Verdict) throws -> [MessageContext.Execution] {
    let today = policy.zone.civilDate(of: source.createdAt)
    let money = verdict.entries.filter { $0.code == nil && $0.budget != .remedyPenalty }
    var executions: [MessageContext.Execution] = []
    if let first = money.first {
      let sum = try Money.sum(money.map(\.amount), in: first.amount.currency)
      executions.append(MessageContext.Execution(first.remedy, amount: sum, executedOn: today))
    }
    for entry in verdict.entries where entry.code != nil {
      executions.append(
        MessageContext.Execution(
          entry.instrument == .discountCode ? .discountCode : .voucher, amount: entry.amount,
          code: entry.code,
          executedOn: today, usableUntil: lastDay(verdict.usableUntil)))
    }
    if executions.isEmpty, let chosen = verdict.chosen, verdict.options.indices.contains(chosen - 1) {
      executions.append(MessageContext.Execution(verdict.options[chosen - 1].remedy, executedOn: today))
    }
    return executions
  }

  private func verdict() throws(Incomplete) -> NotificationSource.Verdict {
    try need(source.verdict, "its decision")
  }

  private func acceptance(of verdict: NotificationSource.Verdict) throws(Incomplete)
    -> MessageContext.Acceptance
  {
    let basis = try need(verdict.basis, "a basis")
    return MessageContext.Acceptance(basis: basis, partial: verdict.outcome == Ruling.partiallyAccepted.code)
  }

  private func grants(_ options: [NotificationSource.Option]) throws -> [MessageContext.Grant] {
    try options.map { option in
      var usableUntil: CivilDate?
      if option.remedy.isCode {
        let deadline = try policy.offer.vouchersUsableFor.deadline(
          from: source.createdAt, in: policy.zone, calendar: policy.calendar)
        usableUntil = lastDay(deadline.expiresAt)
      }
      return MessageContext.Grant(
        option.remedy, amount: option.amount,
        goodsBack: option.needsReturn ? policy.goodsBack(after: source.complaint, for: option.remedy) : nil,
        usableUntil: usableUntil)
    }
  }
}

extension EscalationRoute {
  fileprivate var messageRoute: MessageContext.Route {
    let kind: MessageContext.Route.Kind =
      switch kind {
      case .mediation: .mediation
      case .authority: .authority
      case .ombudsman: .ombudsman
      case .court: .court
      }
    return MessageContext.Route(kind, name: name, contact: contact, takesPart: takesPart)
  }
}
