package import Foundation

/// A complaint verified against one snapshot of its order, as of the moment of its receipt (S16 to S19).
///
/// All checks are always done, so that a person who takes the case over sees everything; what follows from
/// them is `Decision`'s matter.
package struct Verification: Sendable, Hashable, Codable {
  /// One for each `Check.Name`, in that order.
  package let checks: [Check]
  /// `nil` without an order that the claimant may hear of.
  package let delivery: DeliveryFact.Finding?
  /// The late penalty (S15) at that moment; `nil` where the policy has none or nothing is late.
  package let latePenalty: Money?
  /// Whether what was found of the order may be told to the claimant. Not before the claimant matches its
  /// customer (S23).
  package let mayTellOrder: Bool

  /// Verifies a complaint. `order` is `nil` when the complaint names none or an unknown one.
  ///
  /// Throws `MoneyError` on amounts that cannot be calculated with (two currencies within one order, overflow),
  /// and `CalendarError` where a filing window ends after the policy's calendar does.
  package init(_ complaint: Complaint, order: OrderSnapshot?, policy: Policy) throws {
    // Of somebody else's order not even an internal check says anything: what is not computed cannot be told
    // by mistake (S23).
    let known = complaint.customer == .matches ? order : nil
    let delivery = known.map { DeliveryFact.Finding($0, asOf: complaint.receivedAt, zone: policy.zone) }
    mayTellOrder = known != nil
    self.delivery = delivery
    latePenalty = try known.flatMap { order in
      try LatePenalty.due(on: order, daysLate: delivery?.fact.daysLate, policy: policy)
    }
    checks = [
      complaint.checkProofOfPurchase(known),
      complaint.checkCustomer(orderExists: order != nil),
      complaint.checkStanding(policy.standing),
      complaint.checkChronology(known, zone: policy.zone),
      try complaint.checkFiledInTime(known, policy: policy),
      complaint.checkProduct(known),
      complaint.checkDelivery(delivery, status: known?.status),
      complaint.checkCurrency(known),
      try complaint.checkClaimedAmount(known),
      complaint.checkEvidence(policy.rule(for: complaint.kind)),
    ]
  }

  /// The check of that name.
  package subscript(_ name: Check.Name) -> Check { checks.first { $0.name == name }! }

  private enum CodingKeys: String, CodingKey {
    case checks, delivery
    case latePenalty = "late_penalty"
    case mayTellOrder = "may_tell_order"
  }
}

extension DeliveryFact {
  /// The fact with the civil dates that it follows from, for records and messages.
  package struct Finding: Sendable, Hashable, Codable {
    package let fact: DeliveryFact
    /// The civil day of the complaint.
    package let asOf: CivilDate
    package let orderedOn: CivilDate
    package let promisedOn: CivilDate?
    /// `nil` when nothing had been delivered by then.
    package let deliveredOn: CivilDate?

    package init(_ order: OrderSnapshot, asOf moment: Date, zone policyZone: Zone) {
      let zone = order.promisedZone ?? policyZone
      fact = DeliveryFact(order, asOf: moment, zone: policyZone)
      asOf = zone.civilDate(of: moment)
      orderedOn = zone.civilDate(of: order.orderedAt)
      promisedOn = order.promisedOn
      deliveredOn = fact.wasDelivered ? order.deliveredAt.map(zone.civilDate(of:)) : nil
    }

    private enum CodingKeys: String, CodingKey {
      case fact
      case asOf = "as_of"
      case orderedOn = "ordered_on"
      case promisedOn = "promised_on"
      case deliveredOn = "delivered_on"
    }
  }
}

extension DeliveryFact: Codable {
  private enum CodingKeys: String, CodingKey { case code, days }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let days = try container.decodeIfPresent(Int.self, forKey: .days) ?? 0
    let code = try container.decode(String.self, forKey: .code)
    let all: [DeliveryFact] = [
      .complaintOlderThanOrder, .deliveredOnTime, .deliveredLate(days: days), .deliveredWithoutPromise,
      .cancelled,
      .unavailable, .overdue(days: days), .notYetDue, .unknown,
    ]
    guard let fact = all.first(where: { $0.code == code }) else {
      throw DecodingError.dataCorruptedError(forKey: .code, in: container, debugDescription: "unknown fact")
    }
    self = fact
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(code, forKey: .code)
    try container.encodeIfPresent(daysLate, forKey: .days)
  }
}
