import Complaints
import Foundation
import LibPQ

/// A case that is to be compensated, as it was read under its lock: what was decided and chosen.
struct CompensationCase: Sendable, Hashable {
  let caseID: Int64
  let version: Int
  let orderID: Int64?
  let policy: PolicyKey
  let decisionVersion: Int
  let option: RemedyOption
  let chooser: Choice.Chooser
  let complaint: ComplaintKind
  /// The parcel was sent, as the shop says now.
  let wasSent: Bool
  /// The how-many-th paid order of its customer it is about; 0: about none.
  let paidOrders: Int
  /// When the clocks end that run for it.
  let remedyDue: Date?
  let returnDue: Date?
  /// All of the case's, of whatever decision.
  let tasks: [CaseTask]

  /// The goods come back before anything is given, and have not.
  var awaitsReturn: Bool { option.needsReturn && task(.awaitReturn)?.isDone != true }

  /// That task of the decision.
  func task(_ kind: TaskKind) -> CaseTask? {
    tasks.first { $0.kind == kind && $0.decisionVersion == decisionVersion }
  }

  /// What people must do before the case goes on; `nil`: nothing, or no more.
  var nextTask: TaskKind? {
    if awaitsReturn { return .awaitReturn }
    return TaskKind(carryingOut: option.remedy).flatMap { task($0)?.isDone == true ? nil : $0 }
  }
}

extension CompensationCase {
  /// Reads a row of read_compensations.
  init(_ row: Row, tasks: [CaseTask]) throws {
    caseID = try row.decode(Int64.self, "case_id")
    version = try row.decode(Int.self, "version")
    orderID = try row.decode(Int64?.self, "order_id")
    policy = try PolicyKey(row)
    decisionVersion = try row.decode(Int.self, "decision_version")
    option = RemedyOption(
      try row.word("remedy"), amount: try row.optionalMoney("amount_minor", "currency"),
      basis: try row.word("basis"),
      needsReturn: try row.decode(Bool.self, "needs_return"))
    chooser = try row.word("chosen_by")
    complaint = try row.word("complaint")
    wasSent = try row.decode(Bool.self, "was_sent")
    paidOrders = try row.decode(Int.self, "paid_orders")
    remedyDue = try row.decode(Date?.self, "remedy_due")
    returnDue = try row.decode(Date?.self, "return_due")
    self.tasks = tasks
  }

  /// Locks the cases of the jobs that are still to be compensated for the decision that their job names.
  static func lock(_ jobs: [CompensateJob], in transaction: Transaction) async throws -> [CompensationCase] {
    let unique = Set(jobs)
    let caseIDs = Set(unique.map(\.caseID)).sorted()
    let rows = try await transaction.executeUnit([
      Statement.lockCases.with(caseIDs), Statement.readCaseTasks.with(caseIDs),
      Statement.readCompensations.with(unique.map(\.caseID), unique.map(\.decision)),
    ])
    let tasks = Dictionary(grouping: try rows[1].map(CaseTask.init), by: \.caseID)
    return try rows[2].map { row in
      try CompensationCase(row, tasks: tasks[try row.decode(Int64.self, "case_id")] ?? [])
    }
  }
}
