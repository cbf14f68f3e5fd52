/// Where a case goes when it does not go well (S32, S42).
package struct EscalationRules: Sendable, Hashable {
  /// Who takes over a case that escalates: a role or a name, and how to reach it.
  package let contact: String
  /// How long a refusal can be appealed.
  package let appealWithin: Term
  /// The customer's further ways, named in every refusal.
  package let routes: [EscalationRoute]
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
}
