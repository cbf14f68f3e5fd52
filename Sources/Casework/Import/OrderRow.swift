package import Complaints
package import Foundation

/// An order out of an import file, each field checked by itself. docs/import.md describes the format.
package struct OrderRow: ImportableRow, Equatable {
  package struct Item: Sendable, Equatable {
    package let sku: String
    /// 1 … 1 000 000.
    package let quantity: Int
    package let unitPrice: Money
    /// The shop's word for what kind of product it is; `nil`: the shop does not say.
    package let category: String?

    package init(sku: String, quantity: Int, unitPrice: Money, category: String? = nil) {
      self.sku = sku
      self.quantity = quantity
      self.unitPrice = unitPrice
      self.category = category
    }

    /// A letter first, so that no number is taken for one.
    static func isCategory(_ text: String) -> Bool {
      (1...40).contains(text.count) && text.first?.isLetter == true
        && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }
  }

  package struct Payment: Sendable, Equatable {
    /// Lower case letters, digits, `_` and `-`; any word. `voucher` is refunded as a voucher.
    package let means: String
    package let amount: Money

    static func isMeans(_ text: String) -> Bool {
      (1...40).contains(text.utf8.count)
        && text.utf8.allSatisfy {
          TextRules.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
    }
  }

  package let reference: String
  package let customerReference: String
  package let customerName: String?
  package let customerEmail: String?
  /// A language tag: `pl`, `pl-PL`.
  package let customerLocale: String?
  package let orderedAt: Date
  /// The promised day of delivery.
  package let promisedOn: CivilDate?
  /// Where that day is a day; `nil`: in the policy's zone.
  package let promisedZone: Zone?
  package let deliveredAt: Date?
  /// As the shop reports it; may contradict the dates.
  package let status: OrderStatus
  package let currency: Currency
  /// May be empty, as may `payments`. All amounts are in `currency` and not negative.
  package let items: [Item]
  package let payments: [Payment]
  /// Who brings it, and who sells it where the shop is a marketplace: for the report of causes (S44).
  package let carrier: String?
  package let seller: String?
}

extension OrderRow {
  package static var title: String { "orders" }

  enum Columns {
    static let reference = ImportColumn(0, "order_reference", required: true, .identifier)
    static let customerReference = ImportColumn(1, "customer_reference", required: true, .identifier)
    static let customerName = ImportColumn(2, "customer_name", atMost: 200)
    static let customerEmail = ImportColumn(3, "customer_email", atMost: 254)
    static let customerLocale = ImportColumn(4, "customer_locale")
    static let orderedAt = ImportColumn(5, "ordered_at", required: true)
    static let promisedOn = ImportColumn(6, "promised_on")
    static let deliveredAt = ImportColumn(7, "delivered_at")
    static let status = ImportColumn(8, "status", required: true)
    static let currency = ImportColumn(9, "currency", required: true)
    static let items = ImportColumn(10, "items", .identifier, atMost: 50_000)
    static let payments = ImportColumn(11, "payments", .identifier, atMost: 10_000)
    static let carrier = ImportColumn(12, "carrier", .identifier)
    static let seller = ImportColumn(13, "seller", .identifier)
    static let promisedZone = ImportColumn(14, "promised_zone", .identifier)
  }

  package static let importColumns = ImportColumnList([
    Columns.reference, Columns.customerReference, Columns.customerName, Columns.customerEmail,
    Columns.customerLocale, Columns.orderedAt, Columns.promisedOn, Columns.deliveredAt, Columns.status,
    Columns.currency, Columns.items, Columns.payments, Columns.carrier, Columns.seller,
    Columns.promisedZone,
  ])

  package init?(reading fields: inout ImportFieldReader) {
    let reference = fields.text(Columns.reference)
    let customerReference = fields.text(Columns.customerReference)
    customerName = fields.text(Columns.customerName)
    customerEmail = fields.emailAddress(Columns.customerEmail)
    customerLocale = fields.languageTag(Columns.customerLocale)
    carrier = fields.text(Columns.carrier)
    seller = fields.text(Columns.seller)
    let orderedAt = fields.instant(Columns.orderedAt)
    promisedOn = fields.civilDate(Columns.promisedOn)
    promisedZone = OrderRow.promisedZone(in: &fields)
    deliveredAt = fields.instant(Columns.deliveredAt)
    let status = fields.value(Columns.status, of: OrderStatus.self)
    let currency = fields.currency(Columns.currency)
    items = currency.map { fields.items(Columns.items, in: $0) } ?? []
    payments = currency.map { fields.payments(Columns.payments, in: $0) } ?? []
    guard let reference, let customerReference, let orderedAt, let status, let currency else { return nil }
    self.reference = reference
    self.customerReference = customerReference
    self.orderedAt = orderedAt
    self.status = status
    self.currency = currency
    noticeContradictions(in: &fields)
  }

  private static func promisedZone(in fields: inout ImportFieldReader) -> Zone? {
    guard let text = fields.text(Columns.promisedZone) else { return nil }
    if let zone = Zone(text) { return zone }
    fields.reject(
      Columns.promisedZone, .unknownValue, "this is no time zone",
      remedy: "write its IANA name, such as America/New_York")
    return nil
  }

  /// Real files have these; verification decides what they mean, a person should only know of them.
  private func noticeContradictions(in fields: inout ImportFieldReader) {
    if let deliveredAt, deliveredAt < orderedAt {
      fields.notice(Columns.deliveredAt, .deliveredBeforeOrdered, "the delivery is older than the order")
    }
    if (status == .delivered) != (deliveredAt != nil) {
      let text =
        deliveredAt == nil
        ? "the order is called delivered, but has no time of delivery"
        : "the order has a time of delivery, but is called \(status.rawValue)"
      fields.notice(Columns.status, .statusContradictsDates, text)
    }
  }
}
