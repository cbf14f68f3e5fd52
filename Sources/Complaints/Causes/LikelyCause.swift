/// A first guess at what a complaint comes from (S44), by what its verification found. The raw value is a code of the
/// catalogue that every shop begins with; a shop has more, which only people give.
package enum LikelyCause: String, Sendable, Hashable, CaseIterable {
  case delay
  case lostParcel = "lost_parcel"
  case transportDamage = "transport_damage"
  case wrongPick = "wrong_pick"
  case wrongCharge = "wrong_charge"
  case descriptionMismatch = "description_mismatch"
  case productQuality = "product_quality"
  case unclearReturns = "unclear_returns"
  case unclearCommunication = "unclear_communication"
}

extension Assessment {
  /// `nil` where nothing is found out yet, or the complaint has no ground to stand on: what was refused has no cause in
  /// the shop, and a review can be about anything. A person's word outweighs the guess.
  package func likelyCause(of complaint: ComplaintKind) -> LikelyCause? {
    let fact = verification.delivery?.fact
    switch complaint {
    case .lateDelivery: return fact?.daysLate == nil ? nil : .delay
    // Until it is accepted nobody knows that it is lost, only that it is late.
    case .notReceived: return isAccepted ? .lostParcel : fact?.daysLate == nil ? nil : .delay
    case .damaged: return isAccepted ? .transportDamage : nil
    case .wrongItem: return isAccepted ? .wrongPick : nil
    case .paymentProblem: return isAccepted ? .wrongCharge : nil
    case .unsuitable: return isAccepted ? .descriptionMismatch : nil
    case .defect: return isAccepted ? .productQuality : nil
    // Who asks has not understood; nothing has to be decided for that.
    case .returnsQuestion: return .unclearReturns
    case .poorService: return .unclearCommunication
    case .negativeReview: return nil
    }
  }

  private var isAccepted: Bool {
    switch decision.ruling {
    case .accepted, .partiallyAccepted: true
    case .rejected, .answered, .needsInformation, .manualReview: false
    }
  }
}
