import Foundation
import LibPQ

@testable import Casework
@testable import JobQueue

extension Shop {
  /// Business time goes on.
  func advance(_ interval: String) async throws {
    try await run("select casework.advance_business_time('\(interval)')")
  }

  /// Runs the step `verify` for cases, as one batch, in the way that a worker would but for the queue.
  func verify(_ caseIDs: [Int64]) async throws -> [Int64: Disposition] {
    let handler = VerifyHandler()
    return try await pool.withTransaction { transaction in
      let plan = try await handler.plan(caseIDs.map { Self.job($0) }, prepared: (), in: transaction)
      try await handler.apply(plan.effects, in: transaction)
      return plan.dispositions
    }
  }

  /// Imports complaints and verifies them all.
  func importAndVerify(_ complaints: String) async throws {
    try await importComplaints(complaints)
    let ids = try await pool.execute(
      Statement("case_ids", "select case_id from casework.case_record order by 1"))
    _ = try await verify(try ids.map { try $0.decode(Int64.self, at: 0) })
  }

  static func job(_ caseID: Int64) -> Job<VerifyJob> {
    Job(
      id: caseID, attempt: 1, arguments: VerifyJob(caseID: caseID), band: 1, due: Date(), deadline: nil,
      enqueuedAt: Date(), trace: nil, round: 0)
  }

  /// Where a case stands, by its external reference.
  func state(_ reference: String = "S-1") async throws -> String {
    let statement = Statement("state", "select state from casework.case_record where external_reference = $1")
    return try await pool.execute(statement, reference)[0].decode(String.self, at: 0)
  }
}
