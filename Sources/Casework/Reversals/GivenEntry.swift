import Complaints
import Foundation
import LibPQ

/// An entry of the ledger that is to be reversed, as it was read under the locks of its case and its order.
struct GivenEntry: Sendable, Hashable {
  /// Where it stands in the books of the embedded gateways.
  enum Place: Sendable, Hashable {
    case code(redeemedAt: Date?)
    /// `file`: the one that carried it to the bank; `nil`: none has yet.
    case payout(Int64, file: Int64?)
    /// Another provider carried it out.
    case elsewhere
  }

  let entryID: Int64
  let caseID: Int64
  let decisionVersion: Int
  let orderID: Int64?
  let remedy: Remedy
  let instrument: CompensationLine.Instrument
  let amount: Money
  let key: String
  let status: LedgerStatus
  let isReversal: Bool
  /// What is off the books already.
  let reversed: Money
  /// The number of the next line of its decision.
  let nextLine: Int
  let place: Place
}

extension GivenEntry {
  /// Reads a row of read_given.
  init(_ row: Row) throws {
    entryID = try row.decode(Int64.self, "entry_id")
    caseID = try row.decode(Int64.self, "case_id")
    decisionVersion = try row.decode(Int.self, "decision_version")
    orderID = try row.decode(Int64?.self, "order_id")
    remedy = try row.word("remedy")
    instrument = try row.word("instrument")
    amount = try row.money("amount_minor", "currency")
    key = try row.decode(String.self, "idempotency_key")
    status = try row.word("status")
    isReversal = try row.decode(Bool.self, "is_reversal")
    reversed = try row.money("reversed_minor", "currency")
    nextLine = try row.decode(Int.self, "next_line")
    if let payout = try row.decode(Int64?.self, "payout_id") {
      place = .payout(payout, file: try row.decode(Int64?.self, "file_id"))
    } else if try row.decode(Bool.self, "has_voucher") {
      place = .code(redeemedAt: try row.decode(Date?.self, "redeemed_at"))
    } else {
      place = .elsewhere
    }
  }
}
