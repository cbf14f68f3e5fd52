/// What people have to do so that a remedy is carried out, or because of it. The raw value is what tables and
/// reports hold.
package enum TaskKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// Before anything else, the goods come back. Done when they are here, and are what they should be.
  case awaitReturn = "await_return"
  /// Done when the parcel has left the house.
  case sendReplacement = "send_replacement"
  /// Done when the goods are repaired and on their way back.
  case repair
  case correctiveShipment = "corrective_shipment"
  /// Done when the shop's next invoice will show it.
  case freeShipping = "free_shipping"
  case gift
  /// S2: the shop's own claim against whoever lost or damaged the parcel.
  case carrierClaim = "carrier_claim"

  /// The task that carries a remedy out; `nil` for money and codes, which are carried out by gateways.
  package init?(carryingOut remedy: Remedy) {
    switch remedy {
    case .replacement: self = .sendReplacement
    case .repair: self = .repair
    case .correctiveShipment: self = .correctiveShipment
    case .freeShipping: self = .freeShipping
    case .gift: self = .gift
    case .refundFull, .refundPartial, .priceReduction, .voucher, .discountCode, .latePenalty: return nil
    }
  }

  /// The remedy that it carries out; `nil` for what is done before or beside one.
  package var remedy: Remedy? { Remedy.allCases.first { TaskKind(carryingOut: $0) == self } }

  /// Whether its case is settled only when it is done. What the carrier owes the shop is not the customer's matter.
  package var holdsCase: Bool { self != .carrierClaim }
}

/// Why a task came to nothing. The raw value is what tables and reports hold; more is said in a note.
package enum TaskFailure: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nothing came back in the policy's time, or not what should have come.
  case notReturned = "not_returned"
  case outOfStock = "out_of_stock"
  case beyondRepair = "beyond_repair"
  /// By the carrier, the maker, or a customer who does not take the parcel.
  case refused
  case other
}
