/// What a policy says about one kind of complaint (rows S1 to S10).
package struct KindRule: Sendable, Hashable {
  package let priority: Priority
  /// The priority while the promised day is not missed (S1); `nil`: the same.
  package let priorityUntilLate: Priority?
  /// What the customer must show (S19), asked for once as a list.
  package let evidence: Set<Evidence>
  /// Whether the complaint is about goods that were bought, so that a purchase must be shown. Not so for a
  /// long wait on the telephone.
  package let needsOrder: Bool
  /// A window of its own, such as the right of withdrawal; `nil`: the policy's.
  package let filing: FilingWindow?
  /// A limit of its own for what is offered without a person; `nil`: the policy's.
  package let approvalLimit: ApprovalLimit?
  /// In the order in which they are offered. Empty: such complaints are answered by a person.
  package let remedies: [RemedyRule]

  /// Whether such a complaint can end with a person's answer alone: nothing was bought that could be put right, or the
  /// policy has no remedy for it (S8 to S10).
  package var isAnsweredInPerson: Bool { !needsOrder || remedies.isEmpty }
}

/// One remedy that a policy offers, and how much it is.
package struct RemedyRule: Sendable, Hashable {
  package let remedy: Remedy
  package let formula: AmountFormula
  package let basis: Basis
  /// Whether the customer sends the goods back first. Says nothing where nothing was delivered.
  package let needsReturn: Bool
  /// Offered only once the delay is material (S14). `nil`: always.
  package let onceDelayedBy: MaterialDelay?
  /// 1, or 2: offered only where nothing of the first tier comes to anything, or all of it was tried in vain (L3).
  package let tier: Int
}

/// The most that may be offered without a person.
package struct ApprovalLimit: Sendable, Hashable {
  /// `nil`: no limit.
  package let amount: Money?
}
