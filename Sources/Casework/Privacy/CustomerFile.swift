package import Foundation

/// What is known of a customer beside the cases, for the customer: `customer.json` of an export. Amounts are minor units of the currency
/// beside them.
package struct CustomerFile: Sendable, Codable {
  package let merchant: String
  package let reference: String?
  package let name: String?
  package let email: String?
  package let locale: String?
  package let erased: Date?
  package let orders: [Order]
  /// References.
  package let cases: [String]
  package let accounts: [Account]
  package let payouts: [Payout]

  package struct Order: Sendable, Codable {
    package let reference: String
    package let currency: String
    package let ordered: Date
    /// A civil day.
    package let promised: String?
    package let delivered: Date?
    package let status: String
    package let items: [Item]
    package let payments: [Payment]
  }

  package struct Item: Sendable, Codable {
    package let sku: String
    package let quantity: Int
    package let price: Int64
  }

  package struct Payment: Sendable, Codable {
    package let means: String
    package let amount: Int64
  }

  package struct Account: Sendable, Codable {
    package let `case`: String
    package let account: String
  }

  package struct Payout: Sendable, Codable {
    package let `case`: String
    package let means: String
    package let amount: Int64
    package let currency: String
    package let instructed: Date
    /// The file for the bank that it is in.
    package let file: Int64?
  }
}
