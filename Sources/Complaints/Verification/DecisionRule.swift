/// The rules by which complaints are decided, by their numbers in the table of `DecisionRules`.
package enum DecisionRule: Int, Sendable, Hashable, CaseIterable {
  case standing = 1
  case repeated, withoutOrder, askOnce, unproven, somebodyElses, evidenceMissing, olderThanOrder,
    otherCurrency,
    filedTooLate, claimAbovePaid, contradicted, undeliverable, noRemedies, nothingToOffer, approvalLimit,
    claimAboveOffer, accepted, notInOrder

  /// When the rule speaks, in plain words.
  package var meaning: String {
    switch self {
    case .standing: "the claimant is none of those whose complaints the rules may decide"
    case .repeated: "it repeats a complaint that was not settled"
    case .withoutOrder: "such a complaint needs no order, and none matches: a person answers"
    case .askOnce: "proof or evidence is missing, and was not asked for yet"
    case .unproven: "it was asked for, and no purchase is shown"
    case .somebodyElses: "the order exists, and is not shown to be the claimant's"
    case .evidenceMissing: "it was asked for, and evidence is missing"
    case .olderThanOrder: "the complaint is older than the order"
    case .otherCurrency: "the claim is in another currency than the order"
    case .filedTooLate: "it came after the end of the filing window, or that cannot be told"
    case .notInOrder: "it names a product that the order does not have"
    case .claimAbovePaid: "more is claimed than was paid"
    case .contradicted: "the records contradict the claim, or do not tell"
    case .undeliverable: "the order was cancelled or unavailable, and such orders are not refunded by rule"
    case .noRemedies: "the policy lists no remedy for such complaints: a person answers"
    case .nothingToOffer: "no remedy comes to anything"
    case .approvalLimit: "an option is worth more than the rules may offer, or cannot be compared with that"
    case .claimAboveOffer: "no option covers the claimed amount"
    case .accepted: "nothing speaks against it"
    }
  }

  /// The checks whose outcomes it looks at.
  package var checks: [Check.Name] {
    switch self {
    case .standing: [.standing]
    case .askOnce: [.proofOfPurchase, .customer, .evidence]
    case .unproven: [.proofOfPurchase]
    case .somebodyElses: [.customer]
    case .evidenceMissing: [.evidence]
    case .olderThanOrder: [.chronology]
    case .otherCurrency: [.currency]
    case .filedTooLate: [.filedInTime]
    case .notInOrder: [.product]
    case .claimAbovePaid: [.claimedAmount]
    case .contradicted, .undeliverable: [.delivery]
    case .repeated, .withoutOrder, .noRemedies, .nothingToOffer, .approvalLimit, .claimAboveOffer, .accepted:
      []
    }
  }

  /// The keys of a policy file on which it depends, for a kind of complaint; those that the file leaves out
  /// included.
  package func keys(for kind: ComplaintKind, in policy: Policy) -> [String] {
    let own = "kinds.\(kind.rawValue)"
    return switch self {
    case .standing: ["standing.decided_by_rules"]
    case .withoutOrder: ["\(own).needs_order"]
    case .askOnce, .evidenceMissing: ["\(own).evidence"]
    case .unproven, .notInOrder: ["grounds.proposed", "grounds.automatic"]
    case .filedTooLate:
      policy.rule(for: kind).filing == nil
        ? ["filing.term", "filing.from", "grounds.proposed", "grounds.automatic"]
        : [
          "\(own).filing.term", "\(own).filing.from", "filing.term", "grounds.proposed", "grounds.automatic",
        ]
    case .undeliverable: ["automation.undeliverable_orders"]
    case .noRemedies, .nothingToOffer, .accepted: ["\(own).remedies"]
    case .approvalLimit:
      [policy.rule(for: kind).approvalLimit == nil ? "automation.approval_limit" : "\(own).approval_limit"]
    case .claimAboveOffer: ["automation.partial_acceptance"]
    case .repeated, .somebodyElses, .olderThanOrder, .otherCurrency, .claimAbovePaid, .contradicted: []
    }
  }
}
