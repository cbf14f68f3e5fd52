/// Where a case goes when it does not go well (S32, S42).
package struct EscalationRules: Sendable, Hashable {
  /// Who takes over a case that escalates, where its rung names nobody: a role or a name, and how to reach it.
  package let contact: String
  /// How long a refusal can be appealed.
  package let appealWithin: Term
  /// A claim of this much is one of high value; `nil`: none is.
  package let highValue: Money?
  /// The rungs inside the shop, from below; never empty. The handler stands below the first.
  package let ladder: [EscalationRung]
  /// The customer's further ways, named in every refusal.
  package let routes: [EscalationRoute]

  /// The further ways of a claimant of that standing.
  package func routes(openTo standing: Standing) -> [EscalationRoute] {
    routes.filter { $0.openTo.contains(standing) }
  }
}

/// One rung of the ladder: who, when, and with what in hand (S42).
package struct EscalationRung: Sendable, Hashable {
  /// What is handed over with the case.
  package enum Handover: String, Sendable, Hashable, Codable, CaseIterable {
    case timeline, evidence, messages, decisions, ledger
  }

  package let level: MessageContext.EscalationLevel
  /// The person; `nil`: whoever has the role.
  package let holder: String?
  package let contact: String
  /// What brings a case here.
  package let triggers: Set<MessageContext.EscalationTrigger>
  /// What `clock_at_risk` means here; `nil`: the last warning of the answer's clock.
  package let atRisk: ClockWarning?
  /// Since the receipt, where time alone brings an unsettled case here; `nil`: it does not.
  package let after: Term?
  package let handsOver: Set<Handover>
}

/// A threshold of a clock: so much of its time is used up.
package struct ClockWarning: Sendable, Hashable {
  package let clock: ClockKind
  package let percent: Int

  package init(_ clock: ClockKind, percent: Int) {
    self.clock = clock
    self.percent = percent
  }
}

/// One way that stays open to the customer after a refusal (S32).
package struct EscalationRoute: Sendable, Hashable {
  /// What kind of body it is.
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case mediation, authority, ombudsman, court
  }

  package let kind: Kind
  /// The body's name, in the language of the jurisdiction.
  package let name: String
  /// Its page, address or number. Never the EU's ODR platform, which is closed (L4): the file reader refuses
  /// it.
  package let contact: String?
  /// Who may go there: what helps consumers sends a business away (S32). Never empty.
  package let openTo: Set<Standing>
  /// The shop takes part in what a mediator or an ombudsman does to settle the dispute. The refusal says which, yes or no: Polish Act of 23
  /// September 2016 on out-of-court consumer dispute resolution, art. 32; UK ADR Regulations 2015, reg. 19(2). Of the other
  /// kinds nobody asks: false.
  package let takesPart: Bool
}

extension EscalationRoute.Kind {
  /// Both sides must want it.
  package var asksForConsent: Bool { self == .mediation || self == .ombudsman }
}
