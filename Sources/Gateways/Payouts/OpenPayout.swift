import Complaints
import Foundation
import LibPQ

/// A payout that is about to go into a file, with who is to have it. Personal data.
struct OpenPayout: Sendable, Hashable {
  let payoutID: Int64
  let key: String
  let caseReference: String
  let means: String
  let amount: Money
  let instructedAt: Date
  let name: String?
  let account: AccountNumber?
}

extension OpenPayout {
  /// Reads a row of lock_open_payouts. An account that is no account number counts as unknown: the bank would
  /// refuse the whole document.
  init(_ row: Row) throws {
    let code = try row.decode(String.self, "currency")
    guard let currency = Currency(code: code) else { throw PayoutFileError.unknownCurrency(code) }
    payoutID = try row.decode(Int64.self, "payout_id")
    key = try row.decode(String.self, "idempotency_key")
    caseReference = try row.decode(String.self, "case_reference")
    means = try row.decode(String.self, "means")
    amount = Money(minorUnits: try row.decode(Int64.self, "amount_minor"), currency: currency)
    instructedAt = try row.decode(Date.self, "instructed_at")
    name = try row.decode(String?.self, "name")
    account = try row.decode(String?.self, "iban").flatMap { try? AccountNumber($0) }
  }
}

/// How a payout reaches the customer, as the list for the bookkeeper says it.
enum PayoutWay: Sendable, Hashable {
  /// In that document for the bank.
  case bank(document: String)
  /// Back to the means by which it was paid: a card over the payment provider's own pages, cash over the
  /// counter.
  case originalMeans
  /// By bank transfer, but name or account of the customer are not known: to be asked for.
  case recipientUnknown
  /// By bank transfer, but no account of ours in that currency is configured.
  case noAccountOfOurs

  var word: String {
    switch self {
    case .bank: "bank_file"
    case .originalMeans: "by_original_means"
    case .recipientUnknown: "ask_customer_for_account"
    case .noAccountOfOurs: "no_account_in_currency"
    }
  }
}
