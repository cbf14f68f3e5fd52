/// What is decided about a complaint, on what it rests, and who decided.
package struct Decision: Sendable, Hashable, Codable {
  package let ruling: Ruling
  /// On what an acceptance rests; `nil` for the other rulings, but for a deemed acceptance whose demand a
  /// person has to find out.
  package let basis: Basis?
  /// Why, as stable codes for records, reports and messages; the decisive one first.
  package let reasons: [Reason]
  package let decidedBy: DecisionMaker

  package init(_ ruling: Ruling, basis: Basis? = nil, reasons: [Reason], by maker: DecisionMaker) {
    self.ruling = ruling
    self.basis = basis
    self.reasons = reasons
    decidedBy = maker
  }

  private enum CodingKeys: String, CodingKey {
    case ruling, basis, reasons
    case decidedBy = "decided_by"
  }
}

/// The result of a decision.
package enum Ruling: Sendable, Hashable {
  case accepted
  /// The customer gets something, and less than was claimed.
  case partiallyAccepted
  case rejected(RejectionGround)
  /// A person answered, where there is nothing to accept or to refuse: a review, a question (S8 to S10).
  case answered
  /// Asked for once, as one list (S19); never empty.
  case needsInformation([InformationItem])
  /// A person decides. The rules may propose what (S17): a person confirms or overrules it.
  case manualReview(ReviewReason, proposal: Proposal? = nil)

  /// Stable name without the particulars.
  package var code: String {
    switch self {
    case .accepted: "accepted"
    case .partiallyAccepted: "partially_accepted"
    case .rejected: "rejected"
    case .answered: "answered"
    case .needsInformation: "needs_information"
    case .manualReview: "manual_review"
    }
  }

  /// The case's state that the ruling leads to.
  package var nextState: CaseState {
    switch self {
    case .accepted, .partiallyAccepted: .accepted
    case .rejected: .rejected
    case .answered: .resolved
    case .needsInformation: .awaitingInformation
    case .manualReview: .manualReview
    }
  }
}

/// What the rules would decide if they were allowed to.
package enum Proposal: Sendable, Hashable {
  case reject(RejectionGround)
  case acceptPartially
}

/// Who decided.
package enum DecisionMaker: Sendable, Hashable {
  case rules
  /// A member of staff, by the name or id under which the programs know them. Never the customer.
  case person(String)
  case clock(ClockKind)
}

/// Something that the customer is asked for. The raw value is what tables hold.
package enum InformationItem: RawRepresentable, Sendable, Hashable, Codable {
  /// Any proof: a receipt, an order number, a bank statement (S17).
  case proofOfPurchase
  /// Under which name or address the order was made (S23). Asked without telling anything of the order.
  case customerIdentity
  case evidence(Evidence)

  package init?(rawValue: String) {
    switch rawValue {
    case "proof_of_purchase": self = .proofOfPurchase
    case "customer_identity": self = .customerIdentity
    default:
      guard let evidence = Evidence(rawValue: rawValue) else { return nil }
      self = .evidence(evidence)
    }
  }

  package var rawValue: String {
    switch self {
    case .proofOfPurchase: "proof_of_purchase"
    case .customerIdentity: "customer_identity"
    case .evidence(let evidence): evidence.rawValue
    }
  }
}
