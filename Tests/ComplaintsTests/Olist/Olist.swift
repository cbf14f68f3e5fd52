import Complaints
import Foundation
import Testing

/// The year of real input beside the project (`../shared/data`, never part of it), read as `data/README.md`
/// says.
struct Olist {
  static let folder: URL = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    return package.appending(path: "../shared/data/olist-2017").standardizedFileURL
  }()

  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  struct Case {
    let reference: String
    let complaint: Complaint
    let order: OrderSnapshot
    let customer: String
    let orderReference: String
  }

  /// Polish holidays, half a percent a day, and the marketplace's own zone and currency.
  static func policy(rounding: RoundingMode) throws -> Policy {
    try ComplaintsTests.policy(
      "pl",
      replacing: [
        ("zone: Europe/Warsaw", "zone: America/Sao_Paulo"), ("currency: PLN", "currency: BRL"),
        (
          "goodwill:\n",
          latePenaltySection.replacingOccurrences(of: "half_up", with: rounding.rawValue) + "\n"
        ),
      ])
  }

  static func cases() throws -> [Case] {
    let real = try #require(Currency(code: "BRL"))
    let zone = try #require(Zone("America/Sao_Paulo"))
    func rows(_ name: String) throws -> [[String: String]] {
      try CSV.rows(of: folder.appending(path: "olist_\(name)_dataset.csv"))
    }
    func instant(_ text: String?) -> Date? {
      guard let text, let date = CivilDate(String(text.prefix(10))) else { return nil }
      let time = text.suffix(8).split(separator: ":").compactMap { Int($0) }
      return zone.instant(on: date, seconds: Double(time[0] * 3600 + time[1] * 60 + time[2]))
    }
    let customers = Dictionary(
      uniqueKeysWithValues: try rows("customers").map { ($0["customer_id"]!, $0["customer_unique_id"]!) })
    let payments = Dictionary(grouping: try rows("order_payments")) { $0["order_id"]! }
    let items = Dictionary(grouping: try rows("order_items")) { $0["order_id"]! }
    let orders = Dictionary(uniqueKeysWithValues: try rows("orders").map { ($0["order_id"]!, $0) })
    let statuses: [String: OrderStatus] = [
      "created": .placed, "approved": .paid, "processing": .paid, "invoiced": .paid, "shipped": .shipped,
      "delivered": .delivered, "canceled": .cancelled, "unavailable": .unavailable,
    ]
    return try rows("order_reviews").compactMap { review in
      guard let score = Int(review["review_score"]!), score <= 2, review["review_comment_message"] != ""
      else { return nil }
      let reference = review["order_id"]!
      let row = try #require(orders[reference])
      let received = try #require(instant(review["review_answer_timestamp"]))
      let order = OrderSnapshot(
        orderedAt: try #require(instant(row["order_purchase_timestamp"])),
        promisedOn: CivilDate(String(row["order_estimated_delivery_date"]!.prefix(10))),
        deliveredAt: instant(row["order_delivered_customer_date"]),
        status: try #require(statuses[row["order_status"]!]), currency: real,
        items: try (items[reference] ?? []).map {
          .init(
            sku: $0["product_id"]!, quantity: 1, unitPrice: try Money(decimal: $0["price"]!, currency: real))
        },
        payments: try (payments[reference] ?? []).map {
          .init(means: $0["payment_type"]!, amount: try Money(decimal: $0["payment_value"]!, currency: real))
        },
        takenAt: received)
      return Case(
        reference: "\(review["review_id"]!):\(reference)",
        complaint: Complaint(
          kind: .lateDelivery, submittedAt: received, receivedAt: received, customer: .matches),
        order: order, customer: try #require(customers[row["customer_id"]!]), orderReference: reference)
    }
  }
}
