import Complaints
import Foundation
import LibPQ

/// A case as the end of one of its clocks finds it, read under its lock.
struct ClockCase: Sendable {
  /// What applies when nobody chooses.
  struct DefaultOption: Sendable, Hashable {
    let position: Int
    let option: RemedyOption
  }

  let head: CaseHead
  let complaint: Complaint
  let orderID: Int64?
  /// Of the last decision.
  let reasons: [Reason]
  let defaultOption: DefaultOption?
  /// When the customer last heard of it: sent, or written and about to be sent. `nil`: never.
  let lastMessageAt: Date?
  /// The goods are to come back before anything is given for them.
  let awaitsReturn: Bool
  /// A question to the customer has not left the house.
  let isQuestionUnsent: Bool
}

extension ClockCase {
  /// Locks cases and reads them; the statements after the lock see what was committed while it was waited
  /// for.
  static func lock(_ caseIDs: Set<Int64>, in transaction: Transaction) async throws -> [Int64: ClockCase] {
    let ids = caseIDs.sorted()
    let rows = try await transaction.executeUnit([
      Statement.lockCases.with(ids), Statement.readCaseHeads.with(ids), Statement.readComplaints.with(ids),
      Statement.readClockCases.with(ids),
    ])
    let subjects = try rows[2].map(VerificationSubject.init)
    let subjectOf = Dictionary(uniqueKeysWithValues: subjects.map { ($0.caseID, $0) })
    let more = try rows[3].map { row in (try row.decode(Int64.self, "case_id"), row) }
    let moreOf = Dictionary(uniqueKeysWithValues: more)
    var cases: [Int64: ClockCase] = [:]
    for row in rows[1] {
      let head = try CaseHead(row)
      guard let subject = subjectOf[head.caseID], let row = moreOf[head.caseID] else { continue }
      cases[head.caseID] = try ClockCase(head, subject, row)
    }
    return cases
  }

  /// Reads a row of read_clock_cases.
  private init(_ head: CaseHead, _ subject: VerificationSubject, _ row: Row) throws {
    self.head = head
    complaint = subject.complaint
    orderID = subject.orderID
    reasons =
      try row.decode(JSONText?.self, "reasons")?.decoded(as: [String].self).compactMap(Reason.init) ?? []
    lastMessageAt = try row.decode(Date?.self, "last_message_at")
    awaitsReturn = try row.decode(Bool.self, "awaits_return")
    isQuestionUnsent = try row.decode(Bool.self, "is_question_unsent")
    defaultOption =
      if let position = try row.decode(Int?.self, "position") {
        DefaultOption(
          position: position,
          option: RemedyOption(
            try row.word("remedy"), amount: try row.optionalMoney("amount_minor", "currency"),
            basis: try row.word("basis"), needsReturn: try row.decode(Bool.self, "needs_return")))
      } else {
        nil
      }
  }
}
