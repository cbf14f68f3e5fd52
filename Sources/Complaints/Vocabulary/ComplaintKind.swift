/// What a complaint is about: rows S1 to S10 of the domain. The raw value is what files and tables hold.
package enum ComplaintKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// S1: the goods came, or will come, later than promised.
  case lateDelivery = "late_delivery"
  /// S2: the parcel did not arrive at all.
  case notReceived = "not_received"
  /// S3: the goods arrived damaged.
  case damaged
  /// S4: something else was sent than what was ordered.
  case wrongItem = "wrong_item"
  /// S5: a wrong charge, or a payment that failed.
  case paymentProblem = "payment_problem"
  /// S6: the product does not suit or differs from its description.
  case unsuitable
  /// S7: poor quality or a defect.
  case defect
  /// S8: poor service, a long wait, a missed call.
  case poorService = "poor_service"
  /// S9: a negative review in public.
  case negativeReview = "negative_review"
  /// S10: a question about returns or an unclear return policy.
  case returnsQuestion = "returns_question"
}
