package import Foundation

/// What had become of the delivery at the moment of the complaint. The raw code is what tables, reports and
/// messages hold.
package enum DeliveryFact: Sendable, Hashable {
  /// The complaint was received before the order was made: the wrong order, or a wrong clock.
  case complaintOlderThanOrder
  /// On the promised civil day or before.
  case deliveredOnTime
  /// So many civil days after the promised one; at least 1.
  case deliveredLate(days: Int)
  /// Delivered, and nothing is known of a promise.
  case deliveredWithoutPromise
  case cancelled, unavailable
  /// Not delivered, and the promised civil day lies so many days back; at least 1.
  case overdue(days: Int)
  /// Not delivered, and the promised day is not over.
  case notYetDue
  /// Not delivered, and nothing is known of a promise.
  case unknown

  /// Judges an order as of a moment; what happened later is not seen. The cases of the enumeration are in the
  /// order of precedence.
  ///
  /// Late means a later *civil date* than promised, in the zone of the promise (the policy's, unless the
  /// order says otherwise). A delivery outweighs the status, which is undated: a cancelled order that came is
  /// an order that came.
  package init(_ order: OrderSnapshot, asOf moment: Date, zone policyZone: Zone) {
    let zone = order.promisedZone ?? policyZone
    if moment < order.orderedAt {
      self = .complaintOlderThanOrder
    } else if let delivered = order.deliveredAt, delivered <= moment {
      guard let promised = order.promisedOn else {
        self = .deliveredWithoutPromise
        return
      }
      let days = zone.civilDate(of: delivered).days(since: promised)
      self = days > 0 ? .deliveredLate(days: days) : .deliveredOnTime
    } else if order.status == .cancelled {
      self = .cancelled
    } else if order.status == .unavailable {
      self = .unavailable
    } else if let promised = order.promisedOn {
      let days = zone.civilDate(of: moment).days(since: promised)
      self = days > 0 ? .overdue(days: days) : .notYetDue
    } else {
      self = .unknown
    }
  }

  /// Stable name without the days.
  package var code: String {
    switch self {
    case .complaintOlderThanOrder: "complaint_older_than_order"
    case .deliveredOnTime: "delivered_on_time"
    case .deliveredLate: "delivered_late"
    case .deliveredWithoutPromise: "delivered_without_promise"
    case .cancelled: "cancelled"
    case .unavailable: "unavailable"
    case .overdue: "overdue"
    case .notYetDue: "not_yet_due"
    case .unknown: "unknown"
    }
  }

  /// How many civil days late, delivered or not; `nil` when it is not late.
  package var daysLate: Int? {
    switch self {
    case .deliveredLate(let days), .overdue(let days): days
    default: nil
    }
  }

  /// The goods had reached the customer.
  package var wasDelivered: Bool {
    switch self {
    case .deliveredOnTime, .deliveredLate, .deliveredWithoutPromise: true
    default: false
    }
  }

  /// The goods will not come any more: nothing can be sent, repaired or exchanged.
  package var isUndeliverable: Bool { self == .cancelled || self == .unavailable }
}
