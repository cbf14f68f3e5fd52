import Complaints
package import Foundation
package import LibPQ

/// The embedded gateway for money: writes down what a bookkeeper is to pay out. `PayoutFile` makes the
/// documents for the bank.
///
/// An instruction is listed at once, and done when the bookkeeper has confirmed the file that it went into. That the money has
/// arrived is not known here, and no message may claim it.
package struct PayoutBook: PaymentGateway {
  private let database: any StatementExecutor

  /// - Parameter database: not a transaction: an instruction must stay when the caller's work is undone.
  package init(_ database: any StatementExecutor) {
    self.database = database
  }

  package func carryOut(_ instruction: PaymentInstruction) async throws -> PaymentAnswer {
    guard case .money(let means) = instruction.form else { return .declined(.unsupported) }
    let money = instruction.amount
    let rows = try await database.executeUnit([
      GatewayStatement.instructPayout.with(
        instruction.key, instruction.caseID, means, money.minorUnits, money.currency.code,
        instruction.instructedAt),
      GatewayStatement.findPayout.with(instruction.key),
    ])
    guard let kept = rows[1].first else { return .unknown }
    let isSame =
      try kept.decode(Int64.self, "case_id") == instruction.caseID
      && kept.decode(String.self, "means") == means
      && kept.decode(Int64.self, "amount_minor") == money.minorUnits
      && kept.decode(String.self, "currency") == money.currency.code
    guard isSame else { return .declined(.keyReused) }
    switch try PayoutBook.status(kept) {
    case .done(let reference): return .done(reference: reference)
    case .declined(let reason): return .declined(reason)
    default: return .listed(reference: try PayoutBook.reference(kept))
    }
  }

  package func status(of key: String) async throws -> PaymentStatus {
    guard let kept = try await database.execute(GatewayStatement.findPayout, key).first else {
      return .neverReceived
    }
    return try PayoutBook.status(kept)
  }

  /// Takes a payment off the list that no file has carried to the bank. `false`: one has.
  ///
  /// - Parameters:
  ///   - key: of the instruction that listed it.
  ///   - transaction: the caller's, in which its books learn of it.
  package static func withdraw(_ key: String, at instant: Date, in transaction: Transaction) async throws
    -> Bool
  {
    try await !transaction.execute(GatewayStatement.withdrawPayout, key, instant).isEmpty
  }

  /// Of a row of find_payout.
  private static func status(_ row: Row) throws -> PaymentStatus {
    if try row.decode(Bool.self, "is_refused") { return .declined(.bankRefused) }
    let reference = try PayoutBook.reference(row)
    return try row.decode(Bool.self, "is_confirmed")
      ? .done(reference: reference) : .listed(reference: reference)
  }

  private static func reference(_ row: Row) throws -> String {
    "payout-\(try row.decode(Int64.self, "payout_id"))"
  }
}
