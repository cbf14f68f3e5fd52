package import Complaints
package import Foundation
package import LibPQ

/// The embedded gateway for vouchers and discount codes: issues them in the database, each redeemed at most
/// once.
package struct VoucherBook: PaymentGateway {
  private let database: any StatementExecutor
  private let newCode: @Sendable () -> VoucherCode

  /// - Parameters:
  ///   - database: not a transaction: a code that was issued must stay when the caller's work is undone.
  ///   - newCode: for tests of collisions.
  package init(
    _ database: any StatementExecutor, newCode: @escaping @Sendable () -> VoucherCode = { VoucherCode() }
  ) {
    self.database = database
    self.newCode = newCode
  }

  package func carryOut(_ instruction: PaymentInstruction) async throws -> PaymentAnswer {
    guard case .code(let validUntil) = instruction.form else { return .declined(.unsupported) }
    let money = instruction.amount
    while true {
      let rows: [Rows]
      do {
        rows = try await database.executeUnit([
          GatewayStatement.issueVoucher.with(
            instruction.key, newCode().description, money.minorUnits, money.currency.code,
            instruction.instructedAt,
            validUntil),
          GatewayStatement.findVoucher.with(instruction.key),
        ])
      } catch let error as PostgresError where error.constraint == "voucher_code_key" {
        // Two codes alike: once in 2⁷⁵, but then another must be drawn. A cancelled task leaves at the next
        // call.
        continue
      }
      guard let kept = rows[1].first else { return .unknown }
      let isSame =
        try kept.decode(Int64.self, "amount_minor") == money.minorUnits
        && kept.decode(String.self, "currency") == money.currency.code
      guard isSame else { return .declined(.keyReused) }
      return .done(reference: try VoucherBook.reference(kept))
    }
  }

  package func status(of key: String) async throws -> PaymentStatus {
    guard let kept = try await database.execute(GatewayStatement.findVoucher, key).first else {
      return .neverReceived
    }
    return .done(reference: try VoucherBook.reference(kept))
  }

  /// Takes a code back that nobody has used: it is worth nothing from now on. `false`: it was redeemed, or taken back before.
  ///
  /// - Parameters:
  ///   - key: of the instruction that issued it.
  ///   - transaction: the caller's, in which its books learn of it.
  package static func withdraw(_ key: String, at instant: Date, in transaction: Transaction) async throws
    -> Bool
  {
    try await !transaction.execute(GatewayStatement.withdrawVoucher, key, instant).isEmpty
  }

  /// Redeems a code; its value, or `nil` when there is none such, it is over, was taken back, or was redeemed before. Of
  /// any number of callers at once, one is given the value.
  ///
  /// - Parameter executor: may be the caller's transaction: the redemption then stands or falls with the
  ///   purchase.
  package static func redeem(
    _ code: VoucherCode, at instant: Date, in executor: some StatementExecutor
  ) async throws -> Money? {
    guard
      let row = try await executor.execute(GatewayStatement.redeemVoucher, code.description, instant).first
    else { return nil }
    guard let currency = Currency(code: try row.decode(String.self, "currency")) else { return nil }
    return Money(minorUnits: try row.decode(Int64.self, "amount_minor"), currency: currency)
  }

  private static func reference(_ row: Row) throws -> String {
    "voucher-\(try row.decode(Int64.self, "voucher_id"))"
  }
}
