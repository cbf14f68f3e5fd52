package import Foundation
package import LibPQ

extension PayoutFile {
  /// The bank has the file, and pays what it did not refuse. From now on the book calls these payouts done, and those
  /// declined.
  ///
  /// - Parameter refused: numbers of payouts, as the list of the file has them.
  /// - Throws: `PayoutFileError`; the transaction must then be rolled back.
  package static func confirm(
    _ fileID: Int64, refused: Set<Int64> = [], at instant: Date, in transaction: Transaction
  ) async throws {
    guard try await !transaction.execute(GatewayStatement.confirmPayoutFile, fileID, instant).isEmpty else {
      throw PayoutFileError.notToConfirm(fileID)
    }
    guard !refused.isEmpty else { return }
    let rows = try await transaction.execute(
      GatewayStatement.refusePayouts, fileID, refused.sorted(), instant)
    let known = Set(try rows.map { try $0.decode(Int64.self, "payout_id") })
    let unknown = refused.subtracting(known).sorted()
    guard unknown.isEmpty else { throw PayoutFileError.notInFile(fileID, payouts: unknown) }
  }
}
