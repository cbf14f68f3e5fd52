package import Complaints

/// What a person decides about a case that was put before them.
package enum CaseVerdict: Sendable, Hashable {
  /// Without grants: what the rules would have offered; where a task came to nothing since, what they offer instead.
  case accept([GrantedRemedy] = [], partially: Bool = false)
  case reject(RejectionGround)
  /// What the customer is asked for.
  case ask([InformationItem])
  /// What the rules have proposed (S17).
  case confirm
  /// The question about returning goods (S10) is answered with the return that the policy offers for what does not suit.
  case openReturn
  /// There is nothing to accept or to refuse (S8 to S10): what is said is the answer. In public, where the complaint
  /// was made, it tells nobody who complained, about what order, or for how much (S9).
  case answer(publicly: Bool = false)
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
