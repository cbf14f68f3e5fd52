/// What follows from the checks. The rules are tried from top to bottom, and the first that speaks decides:
///
/// | # | when | decision | rows |
/// |---|---|---|---|
/// | 1 | the claimant is none of those whose complaints the rules may decide | a person | L1, S23 |
/// | 2 | a repeat complaint | a person, escalated by the caller | S22 |
/// | 3 | the kind needs no order, and none matches | a person answers | S8, S9, S10 |
/// | 4 | proof or evidence is missing, not asked for yet | ask for all, once | S17, S19, S23 |
/// | 5 | … and was asked for: no proof | a person, or as the policy says of that ground | S17 |
/// | 6 | … an order exists, and is not shown to be the claimant's | a person | S23 |
/// | 7 | … evidence | a person | S19 |
/// | 8 | the complaint is older than the order | a person | model: order snapshot |
/// | 9 | the claim is in another currency | a person | model: ledger |
/// | 19 | it names a product that the order does not have | a person, or as the policy says of that ground | S17 |
/// | 10 | filed too late | a person, or as the policy says of that ground; unclear: a person | S17 |
/// | 11 | more is claimed than was paid | a person | S17 (not a ground) |
/// | 12 | the records contradict the claim, or do not tell | a person | S1, S2, S17 (not a ground) |
/// | 13 | cancelled or unavailable, and the policy does not refund such orders by rule | a person | S2 |
/// | 14 | the policy lists no remedy for the kind | a person answers | S9, S10 |
/// | 15 | no remedy comes to anything | a person | model: ledger |
/// | 16 | an option is worth more than the approval limit, or cannot be compared | a person | S17 |
/// | 17 | no option covers the claimed amount | partial acceptance, by a person unless the policy says so | S17 |
/// | 18 | none of these | accepted | S1 to S8 |
///
/// The numbers are names that records keep: 19 came later, and is tried where it stands. No rule rejects but 5, 10 and 19, and those only where a policy names the ground as automatic. An
/// indeterminate check never rejects (S17). Rules 3 and 4 do the same for an order that does not exist and
/// for somebody else's: otherwise the question would tell a stranger which orders there are (S23).
struct DecisionRules {
  let complaint: Complaint
  let verification: Verification
  let options: [RemedyOption]
  /// What the goods of the order are worth: what an exchange costs. `nil` without an order.
  let goodsValue: Money?
  let policy: Policy

  private var rule: KindRule { policy.rule(for: complaint.kind) }

  /// A decision, and the rule of the table above that made it.
  typealias Ruled = (rule: DecisionRule, decision: Decision)

  func decide() throws(MoneyError) -> Ruled {
    if let ruled = decideByClaimant() ?? decideByMissing() ?? decideByRecords() { return ruled }
    if let ruled = try reviewOfOptions() { return ruled }
    guard try coversClaim() else {
      return (
        .claimAboveOffer,
        policy.automation.partialAcceptance
          ? acceptance(.partiallyAccepted) : manualReview(.claimAboveOffer, proposal: .acceptPartially)
      )
    }
    return (.accepted, acceptance(.accepted))
  }

  /// Rules 1 to 3.
  private func decideByClaimant() -> Ruled? {
    if !policy.standing.areDecidedByRules(complaint.standing) {
      return (.standing, manualReview(.businessStanding, because: .standing))
    }
    if complaint.isRepeat { return (.repeated, manualReview(.repeatComplaint)) }
    return !rule.needsOrder && !verification.mayTellOrder
      ? (.withoutOrder, manualReview(.answerInPerson)) : nil
  }

  /// Rules 4 to 7.
  private func decideByMissing() -> Ruled? {
    let missing = missingItems()
    if !missing.isEmpty, !complaint.wasAskedForInformation {
      return (
        .askOnce, Decision(.needsInformation(missing), reasons: reasons(of: missing), by: .rules)
      )
    }
    let proof = verification[.proofOfPurchase].outcome
    if proof != .pass {
      // With a document in hand somebody reads it, asked for or not: it may show whose order it was.
      let orderExists = verification[.customer].facts["order_exists"] == .flag(true)
      if orderExists { return (.somebodyElses, manualReview(.identityUnconfirmed, because: .customer)) }
      return (
        .unproven,
        proof == .fail
          ? refusal(.noProofOfPurchase, review: .purchaseUnproven, because: .proofOfPurchase)
          : manualReview(.purchaseUnproven, because: .proofOfPurchase)
      )
    }
    return missing.isEmpty ? nil : (.evidenceMissing, manualReview(.evidenceMissing, because: .evidence))
  }

  /// Rules 8 to 13, and 19.
  private func decideByRecords() -> Ruled? {
    if verification[.chronology].outcome == .fail {
      return (.olderThanOrder, manualReview(.complaintOlderThanOrder, because: .chronology))
    }
    if verification[.currency].outcome == .fail {
      return (.otherCurrency, manualReview(.currencyDiffers, because: .currency))
    }
    if verification[.product].outcome == .fail {
      return (.notInOrder, refusal(.notOurProduct, review: .productNotInOrder, because: .product))
    }
    switch verification[.filedInTime].outcome {
    case .pass: break
    case .fail:
      return (.filedTooLate, refusal(.filedTooLate, review: .filedTooLate, because: .filedInTime))
    case .indeterminate:
      return (.filedTooLate, manualReview(.filingWindowUnclear, because: .filedInTime))
    }
    if verification[.claimedAmount].outcome == .fail {
      return (.claimAbovePaid, manualReview(.claimExceedsPaid, because: .claimedAmount))
    }
    let fact = verification.delivery?.fact ?? .unknown
    if verification[.delivery].outcome != .pass {
      return (.contradicted, manualReview(contradiction(fact), because: .delivery))
    }
    return fact.isUndeliverable && !policy.automation.undeliverableOrders
      ? (.undeliverable, manualReview(.orderUndeliverable, because: .delivery)) : nil
  }

  /// Rules 14 to 16.
  private func reviewOfOptions() throws(MoneyError) -> Ruled? {
    if rule.remedies.isEmpty { return (.noRemedies, manualReview(.answerInPerson)) }
    if options.isEmpty { return (.nothingToOffer, manualReview(.nothingToOffer)) }
    guard let limit = policy.approvalLimit(for: complaint.kind) else { return nil }
    for amount in options.compactMap({ $0.amount ?? ($0.putsRight ? goodsValue : nil) }) {
      guard amount.currency == limit.currency else {
        return (.approvalLimit, manualReview(.limitNotComparable))
      }
      if try amount > limit { return (.approvalLimit, manualReview(.aboveApprovalLimit)) }
    }
    return nil
  }

  /// Rule 17. Goods instead of money (an exchange, a repair) put things right whatever they cost.
  private func coversClaim() throws(MoneyError) -> Bool {
    guard let claimed = complaint.claimedAmount, claimed.isPositive else { return true }
    for option in options {
      guard let amount = option.amount else {
        if option.putsRight { return true }
        continue
      }
      if try claimed < amount || claimed == amount { return true }
    }
    return false
  }
}
