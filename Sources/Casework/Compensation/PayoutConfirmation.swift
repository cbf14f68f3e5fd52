import Complaints
import Gateways
import JobQueue
package import LibPQ

/// What the bookkeeper says of a payout file: the bank has it.
package struct PayoutConfirmation: Sendable, Hashable {
  package let paid: Int
  package let refused: Int

  /// Records it in one transaction, with the jobs by which the cases that waited for the money go on.
  ///
  /// - Parameter refused: numbers of payouts that the bank did not take, or gave back: of those a person decides anew.
  /// - Throws: `PayoutFileError`, `PayoutRefusal`.
  package static func confirm(
    _ fileID: Int64, refused: Set<Int64> = [], in pool: Pool
  ) async throws -> PayoutConfirmation {
    try await pool.withTransaction { transaction in
      let now = try await BusinessTime.now(in: transaction)
      try await PayoutFile.confirm(fileID, refused: refused, at: now, in: transaction)
      let entries = try await transaction.execute(.readPaidEntries, fileID).map(PaidEntry.init)
      let settled = entries.filter { refused.contains($0.payoutID) && $0.status.isSettled }
      guard settled.isEmpty else { throw PayoutRefusal.paidAlready(settled.map(\.payoutID)) }
      let waiting = entries.filter { !$0.status.isSettled }
      let jobs = Dictionary(waiting.map { ($0.job, $0.band) }) { min($0, $1) }
      try await JobQueue.enqueue(jobs.map { NewJob($0.key, band: $0.value) }, in: transaction)
      return PayoutConfirmation(paid: entries.count - refused.count, refused: refused.count)
    }
  }
}

/// Why a confirmation is refused.
package enum PayoutRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Under their policies these payouts were carried out when they were listed, and their cases went on.
  case paidAlready([Int64])

  package var description: String {
    switch self {
    case .paidAlready(let payouts):
      "\(payouts.map(String.init).joined(separator: ", ")): counted as paid when listed (done_when: listed); say "
        + "that they came back: redress payouts returned"
    }
  }
}

/// What a payout carries out.
private struct PaidEntry: Sendable {
  let payoutID: Int64
  let status: LedgerStatus
  let job: CompensateJob
  let band: Int

  /// Reads a row of read_paid_entries.
  init(_ row: Row) throws {
    payoutID = try row.decode(Int64.self, "payout_id")
    status = try row.word("status")
    job = CompensateJob(
      caseID: try row.decode(Int64.self, "case_id"), decision: try row.decode(Int.self, "decision_version"))
    band = try row.decode(Int.self, "band")
  }
}
