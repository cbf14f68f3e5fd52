import Complaints
import Foundation

extension OrderSnapshot {
  /// An order of Monday 2026-06-01 for 120.00 zloty, promised for Monday 2026-06-08.
  static func sample(
    delivered: String? = nil, status: OrderStatus = .shipped, promised: String? = "2026-06-08",
    paid: [(String, String)] = [("card", "120.00")], items: [(String, Int, String)] = [("TEA-1", 2, "55.00")],
    currency: Currency = pln
  ) -> OrderSnapshot {
    OrderSnapshot(
      orderedAt: at("2026-06-01T10:00:00+02:00"), promisedOn: promised.map(day),
      deliveredAt: delivered.map(at),
      status: status, currency: currency,
      items: items.map { .init(sku: $0.0, quantity: $0.1, unitPrice: amount($0.2, currency)) },
      payments: paid.map { .init(means: $0.0, amount: amount($0.1, currency)) },
      takenAt: at("2026-06-20T12:00:00+02:00"))
  }

  private static func amount(_ text: String, _ currency: Currency) -> Money {
    try! Money(decimal: text, currency: currency)
  }
}

extension Complaint {
  /// Received on Monday 2026-06-15 at noon, from the order's customer.
  static func sample(
    _ kind: ComplaintKind, received: String = "2026-06-15T12:00:00+02:00", standing: Standing? = .consumer,
    claimed: Money? = nil, desired: Remedy? = nil, prefers preference: Preference? = nil,
    product: String? = nil, evidence: Set<Evidence> = [], customer: CustomerMatch = .matches,
    isRepeat: Bool = false, asked: Bool = false
  ) -> Complaint {
    Complaint(
      kind: kind, submittedAt: at(received), receivedAt: at(received), standing: standing,
      claimedAmount: claimed,
      desiredRemedy: desired, preference: preference, product: product, evidence: evidence,
      customer: customer, isRepeat: isRepeat,
      wasAskedForInformation: asked)
  }
}
