/// Why the rules leave a complaint to a person. The raw value is what tables and reports hold.
package enum ReviewReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// The claimant bought for a business: consumer rules do not bind, the contract does (L1, S23).
  case businessStanding = "business_standing"
  /// S22: an earlier complaint about this order was not settled, or the customer came back.
  case repeatComplaint = "repeat_complaint"
  /// No matching order, and a document that shows a purchase must be read; or nothing came after it was asked
  /// for (S17).
  case purchaseUnproven = "purchase_unproven"
  /// The claimant did not show to be the order's customer (S23).
  case identityUnconfirmed = "identity_unconfirmed"
  /// What was asked for did not come (S19). Never a refusal by itself.
  case evidenceMissing = "evidence_missing"
  /// The complaint is older than the order it names.
  case complaintOlderThanOrder = "complaint_older_than_order"
  case currencyDiffers = "currency_differs"
  /// S17: a proposed refusal, to be confirmed.
  case filedTooLate = "filed_too_late"
  /// Too late for one right and in time for another, or in a time that the policy's calendar does not know.
  case filingWindowUnclear = "filing_window_unclear"
  /// More is claimed than was paid.
  case claimExceedsPaid = "claim_exceeds_paid"
  /// A late delivery is claimed, and the goods came in time: none of the five grounds (S17).
  case deliveredOnTime = "delivered_on_time"
  /// The promised day is not over.
  case notYetDue = "not_yet_due"
  /// The records say otherwise than the customer (delivered, and not received).
  case deliveryContradictsClaim = "delivery_contradicts_claim"
  /// The records do not tell whether the delivery was late.
  case deliveryUnknown = "delivery_unknown"
  /// Cancelled or unavailable, and the policy does not let the rules refund such orders.
  case orderUndeliverable = "order_undeliverable"
  /// The policy lists no remedy for this kind: somebody answers (S9, S10).
  case answerInPerson = "answer_in_person"
  /// No remedy of the policy comes to an amount: nothing paid, all refunded already, nothing late.
  case nothingToOffer = "nothing_to_offer"
  /// More than the rules may offer alone.
  case aboveApprovalLimit = "above_approval_limit"
  /// The policy's approval limit is in another currency than the order.
  case limitNotComparable = "limit_not_comparable"
  /// The remedies come to less than was claimed, and the policy wants a person for that.
  case claimAboveOffer = "claim_above_offer"
  /// L1: accepted by silence, and what the customer demanded cannot be told from the data.
  case demandUndetermined = "demand_undetermined"
  /// The provider refused for good to carry the remedy out.
  case remedyRefused = "remedy_refused"
  /// Less is left of what was paid, of the penalty's cap or of the goodwill limit than the chosen remedy comes to.
  case exceedsWhatIsLeft = "exceeds_what_is_left"
  /// The provider never said whether the remedy was carried out: to be found out there, before anything is given
  /// again.
  case outcomeUnknown = "outcome_unknown"
  /// The goods did not come back, or not what should have come: nothing was given for them.
  case goodsNotReturned = "goods_not_returned"
  /// What people were to do for the customer came to nothing: out of stock, beyond repair.
  case taskFailed = "task_failed"
  /// The offer ran out and none of the policy's defaults was in it.
  case noDefault = "no_default"
  /// The customer says that it is not settled, or appeals.
  case customerDisagrees = "customer_disagrees"
  /// Somebody from outside helps both sides to agree, and what they agree on is decided here (S42).
  case mediation
  /// An expert has examined it (S21).
  case examined
  /// Nothing was heard of the expert by the day that was announced.
  case examinationOverdue = "examination_overdue"
  /// The order does not have the product that the complaint names.
  case productNotInOrder = "product_not_in_order"
  /// What was given came back, or was taken back.
  case remedyReversed = "remedy_reversed"
  /// The data contradict themselves so that nothing can be calculated.
  case dataUnusable = "data_unusable"
}

/// Why something was decided. The raw value is what tables and reports hold; a message makes a sentence of
/// it.
package enum Reason: RawRepresentable, Sendable, Hashable, Codable {
  /// What the records say of the delivery bore the claim out; the code of a `DeliveryFact`.
  case delivery(String)
  /// The records do not contradict what the customer describes.
  case claimNotContradicted
  /// A check that did not pass.
  case check(Check.Name)
  case review(ReviewReason)
  /// The answer was not given in time (L1).
  case answerOverdue
  /// A person gave their own reasons, in a note.
  case judgement

  package init?(rawValue: String) {
    switch rawValue {
    case "claim_not_contradicted": self = .claimNotContradicted
    case "answer_overdue": self = .answerOverdue
    case "judgement": self = .judgement
    default:
      guard let colon = rawValue.firstIndex(of: ":") else { return nil }
      let code = String(rawValue[rawValue.index(after: colon)...])
      switch rawValue[..<colon] {
      case "delivery": self = .delivery(code)
      case "check":
        guard let name = Check.Name(rawValue: code) else { return nil }
        self = .check(name)
      case "review":
        guard let reason = ReviewReason(rawValue: code) else { return nil }
        self = .review(reason)
      default: return nil
      }
    }
  }

  package var rawValue: String {
    switch self {
    case .delivery(let code): "delivery:\(code)"
    case .claimNotContradicted: "claim_not_contradicted"
    case .check(let name): "check:\(name.rawValue)"
    case .review(let reason): "review:\(reason.rawValue)"
    case .answerOverdue: "answer_overdue"
    case .judgement: "judgement"
    }
  }
}
