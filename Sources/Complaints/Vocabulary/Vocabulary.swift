/// How soon a kind of complaint is worked on (the last column of rows S1 to S10).
package enum Priority: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case high, medium, low

  /// `high < medium < low`: the order in which work is taken.
  package static func < (left: Priority, right: Priority) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .high: 0
    case .medium: 1
    case .low: 2
    }
  }
}

/// What a customer may be given. Row "Remedy option" of the domain's model.
package enum Remedy: String, Sendable, Hashable, Codable, CaseIterable {
  case refundFull = "refund_full"
  case refundPartial = "refund_partial"
  case priceReduction = "price_reduction"
  case replacement
  case repair
  case correctiveShipment = "corrective_shipment"
  case voucher
  case discountCode = "discount_code"
  case freeShipping = "free_shipping"
  case gift
  case latePenalty = "late_penalty"
}

/// What matters most to a customer (S11): that it is settled soon, or what it comes to.
package enum Preference: String, Sendable, Hashable, Codable, CaseIterable {
  case speed, compensation
}

/// The five grounds, and no others, on which a complaint may be rejected (S17).
package enum RejectionGround: String, Sendable, Hashable, Codable, CaseIterable {
  case noProofOfPurchase = "no_proof_of_purchase"
  case filedTooLate = "filed_too_late"
  case misuse
  case naturalWear = "natural_wear"
  case notOurProduct = "not_our_product"
}

/// The way a complaint came in, and by which it is answered (S28).
package enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
  case email
  case webForm = "web_form"
  case chat, phone, social, letter
}

/// What a customer or a carrier can show (S19).
package enum Evidence: String, Sendable, Hashable, Codable, CaseIterable {
  case receipt, photos
  case warrantyCard = "warranty_card"
  case contract, correspondence, screenshots
  case carrierConfirmation = "carrier_confirmation"
  case proofOfPosting = "proof_of_posting"
}

/// In which role the claimant bought; rule L1 protects the first two (S23).
package enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
  case consumer
  case soleTrader = "sole_trader"
  case business
}

/// How an order stood, as the shop reports it.
package enum OrderStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case placed, paid, shipped, delivered, cancelled, unavailable
}

/// The result of one check (S18). An indeterminate check never rejects.
package enum CheckOutcome: String, Sendable, Hashable, Codable, CaseIterable {
  case pass, fail, indeterminate
}
