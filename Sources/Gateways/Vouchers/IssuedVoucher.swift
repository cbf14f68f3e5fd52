package import Complaints
package import Foundation
package import LibPQ

/// A voucher or discount code as it stands in the book.
package struct IssuedVoucher: Sendable, Hashable {
  package let amount: Money
  package let issuedAt: Date
  /// Exclusive.
  package let validUntil: Date
  package let redeemedAt: Date?
  /// The shop took it back before anybody used it.
  package let withdrawnAt: Date?
  /// Of the case that it was issued for; `nil`: of none.
  package let caseReference: String?
}

extension VoucherBook {
  /// What is known of a code; `nil`: it was never issued.
  package static func find(
    _ code: VoucherCode, in executor: some StatementExecutor
  ) async throws -> IssuedVoucher? {
    guard
      let row = try await executor.execute(GatewayStatement.readVoucher, code.description).first,
      let currency = Currency(code: try row.decode(String.self, "currency"))
    else { return nil }
    return IssuedVoucher(
      amount: Money(minorUnits: try row.decode(Int64.self, "amount_minor"), currency: currency),
      issuedAt: try row.decode(Date.self, "issued_at"),
      validUntil: try row.decode(Date.self, "valid_until"),
      redeemedAt: try row.decode(Date?.self, "redeemed_at"),
      withdrawnAt: try row.decode(Date?.self, "withdrawn_at"),
      caseReference: try row.decode(String?.self, "case_reference"))
  }
}
