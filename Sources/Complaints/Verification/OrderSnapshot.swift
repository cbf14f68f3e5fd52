package import Foundation

/// An order as it stood when a complaint was verified: immutable, kept with the checks that saw it. Verifying
/// again makes a new one.
///
/// It holds what the shop reported, contradictions included (a delivered order without a date, a status
/// against the dates, no items, no payments). Nothing later than the complaint's moment may decide:
/// `DeliveryFact` sees to that.
package struct OrderSnapshot: Sendable, Hashable, Codable {
  package struct Item: Sendable, Hashable, Codable {
    package var sku: String
    package var quantity: Int
    /// For one piece, without shipping.
    package var unitPrice: Money
    /// The shop's word for what kind of product it is: `food`; `nil`: the shop does not say. Decides when a
    /// delay is material (S14).
    package var category: String?

    package init(sku: String, quantity: Int, unitPrice: Money, category: String? = nil) {
      self.sku = sku
      self.quantity = quantity
      self.unitPrice = unitPrice
      self.category = category
    }

    private enum CodingKeys: String, CodingKey {
      case sku, quantity
      case unitPrice = "unit_price"
      case category
    }
  }

  package struct Payment: Sendable, Hashable, Codable {
    /// The shop's word: `card`, `voucher`, `boleto`.
    package var means: String
    package var amount: Money

    package init(means: String, amount: Money) {
      self.means = means
      self.amount = amount
    }
  }

  package var orderedAt: Date
  /// `nil`: nothing was promised, or the shop does not say.
  package var promisedOn: CivilDate?
  /// Where the promised day is a day; `nil`: in the policy's zone.
  package var promisedZone: Zone?
  /// As reported up to `takenAt`; may be later than the complaint.
  package var deliveredAt: Date?
  /// The shop's last word, undated.
  package var status: OrderStatus
  package var currency: Currency
  package var items: [Item]
  package var payments: [Payment]
  package var takenAt: Date

  /// Amounts must be of the order's currency: what reads orders in refuses others, and sums here throw.
  package init(
    orderedAt: Date, promisedOn: CivilDate?, promisedZone: Zone? = nil, deliveredAt: Date?,
    status: OrderStatus, currency: Currency, items: [Item], payments: [Payment], takenAt: Date
  ) {
    self.orderedAt = orderedAt
    self.promisedOn = promisedOn
    self.promisedZone = promisedZone
    self.deliveredAt = deliveredAt
    self.status = status
    self.currency = currency
    self.items = items
    self.payments = payments
    self.takenAt = takenAt
  }

  private enum CodingKeys: String, CodingKey {
    case orderedAt = "ordered_at"
    case promisedOn = "promised_on"
    case promisedZone = "promised_zone"
    case deliveredAt = "delivered_at"
    case status, currency, items, payments
    case takenAt = "taken_at"
  }
}

extension OrderSnapshot {
  /// The sum of all payments.
  package func paid() throws(MoneyError) -> Money { try Money.sum(payments.map(\.amount), in: currency) }

  /// What its goods are worth: their prices, or all that was paid where the shop lists no items.
  package func goodsValue() throws(MoneyError) -> Money {
    guard !items.isEmpty else { return try paid() }
    var total = Money.zero(currency)
    for item in items { total = try total + item.unitPrice.times(item.quantity) }
    return total
  }

  /// The amount that a share is taken of.
  package func amount(of base: AmountBase, payments rules: PaymentMeansRules) throws(MoneyError) -> Money {
    switch base {
    case .paid: return try paid()
    case .prepaid:
      let prepaid = payments.filter { !rules.onDelivery.contains($0.means) }
      return try Money.sum(prepaid.map(\.amount), in: currency)
    case .items: return items.isEmpty ? .zero(currency) : try goodsValue()
    }
  }
}
