extension DecisionRules {
  /// What the customer has to send (S17, S19). Whoever is not shown to be the order's customer is asked for a
  /// proof and for the name it was bought under, whether there is such an order or not.
  func missingItems() -> [InformationItem] {
    let proof = verification[.proofOfPurchase]
    let needsProof = proof.outcome != .pass && proof.facts["documents"] == .list([])
    let evidence = policy.rule(for: complaint.kind).evidence.subtracting(complaint.evidence)
    return (needsProof ? [.proofOfPurchase, .customerIdentity] : [])
      + Evidence.allCases.filter(evidence.contains).map { .evidence($0) }
  }

  /// The checks that the items would let pass, each once.
  func reasons(of items: [InformationItem]) -> [Reason] {
    var checks: [Check.Name] = []
    for check in items.map(\.check) where !checks.contains(check) { checks.append(check) }
    return checks.map { .check($0) }
  }

  func manualReview(
    _ reason: ReviewReason, proposal: Proposal? = nil, because check: Check.Name? = nil
  ) -> Decision {
    let reasons = [.review(reason)] + (check.map { [Reason.check($0)] } ?? [])
    return Decision(.manualReview(reason, proposal: proposal), reasons: reasons, by: .rules)
  }

  /// S17: refused only where the policy names the ground as automatic; proposed where it names it as such;
  /// else a person looks at it.
  func refusal(_ ground: RejectionGround, review: ReviewReason, because check: Check.Name) -> Decision {
    if policy.grounds.automatic.contains(ground) {
      return Decision(.rejected(ground), reasons: [.check(check)], by: .rules)
    }
    let isProposed = policy.grounds.proposed.contains(ground)
    return manualReview(review, proposal: isProposed ? .reject(ground) : nil, because: check)
  }

  /// What a contradiction or a gap in the records is called.
  func contradiction(_ fact: DeliveryFact) -> ReviewReason {
    switch (complaint.kind, fact) {
    case (_, .unknown), (_, .complaintOlderThanOrder), (.lateDelivery, .deliveredWithoutPromise):
      .deliveryUnknown
    case (.lateDelivery, .deliveredOnTime): .deliveredOnTime
    case (.lateDelivery, .notYetDue), (.notReceived, .notYetDue): .notYetDue
    default: .deliveryContradictsClaim
    }
  }

  /// An acceptance rests on the strongest basis among its options: what the law demands is not made a favour
  /// by a voucher beside it.
  func acceptance(_ ruling: Ruling) -> Decision {
    let bases = Set(options.map(\.basis))
    let basis: Basis =
      bases.contains(.statutory) ? .statutory : bases.contains(.contractual) ? .contractual : .goodwill
    let isAboutDelivery = complaint.kind == .lateDelivery || complaint.kind == .notReceived
    let fact = verification.delivery?.fact
    let reason: Reason =
      isAboutDelivery ? .delivery(fact?.code ?? DeliveryFact.unknown.code) : .claimNotContradicted
    return Decision(ruling, basis: basis, reasons: [reason], by: .rules)
  }
}

extension InformationItem {
  /// The check that the item would let pass.
  var check: Check.Name {
    switch self {
    case .proofOfPurchase: .proofOfPurchase
    case .customerIdentity: .customer
    case .evidence: .evidence
    }
  }
}

extension RemedyOption {
  /// Restores what was bought, so that no claimed amount is left open.
  var putsRight: Bool { [.replacement, .repair, .correctiveShipment].contains(remedy) }
}
