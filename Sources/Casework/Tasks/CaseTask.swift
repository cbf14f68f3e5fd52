import Complaints
import Foundation
import LibPQ

/// A task as it was read under the lock of its case.
struct CaseTask: Sendable, Hashable {
  let taskID: Int64
  let caseID: Int64
  /// Of the decision that it carries out.
  let decisionVersion: Int
  let kind: TaskKind
  let isDone: Bool
  let isFailed: Bool

  var isOpen: Bool { !isDone && !isFailed }
}

extension CaseTask {
  /// Reads a row of read_case_tasks.
  init(_ row: Row) throws {
    taskID = try row.decode(Int64.self, "task_id")
    caseID = try row.decode(Int64.self, "case_id")
    decisionVersion = try row.decode(Int.self, "decision_version")
    kind = try row.word("kind")
    isDone = try row.decode(Bool.self, "is_done")
    isFailed = try row.decode(Bool.self, "is_failed")
  }
}

/// A task about to be opened.
struct NewTask: Sendable, Hashable {
  let caseID: Int64
  let decisionVersion: Int
  let kind: TaskKind
  /// Exclusive; `nil`: the policy gives no term.
  let dueAt: Date?

  static func open(_ batch: [NewTask], at moment: Date, in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(
      .addTasks, batch.map(\.caseID), batch.map(\.decisionVersion), batch.map(\.kind.rawValue),
      batch.map(\.dueAt), moment)
  }
}

/// A task about to be ended: done, or come to nothing. One that has ended is left as it is.
struct EndedTask: Sendable, Hashable {
  let caseID: Int64
  let decisionVersion: Int
  let kind: TaskKind
  /// `nil`: it is done.
  var failure: TaskFailure?
  var reference: TaskReference?
  let actor: CaseActor

  /// For the history.
  var details: [String: FactValue] {
    var details: [String: FactValue] = ["task": .text(kind.rawValue)]
    details["failure"] = failure.map { .text($0.rawValue) }
    return details
  }

  static func write(_ batch: [EndedTask], at moment: Date, in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(
      .endTasks, batch.map(\.caseID), batch.map(\.decisionVersion), batch.map(\.kind.rawValue),
      batch.map { $0.failure?.rawValue }, batch.map { $0.reference?.text }, batch.map(\.actor.rawValue),
      moment)
  }
}

/// The number of a parcel, a repair or a claim, as a person types it: letters, digits, blanks and `. / _ -`, at most 60.
package struct TaskReference: Sendable, Hashable {
  package let text: String

  package init?(_ typed: String) {
    let text = typed.trimmingCharacters(in: .whitespaces)
    let marks = Set(" ./_-".utf8)
    guard (1...60).contains(text.utf8.count),
      text.utf8.allSatisfy({ TextRules.isLetterOrDigit($0) || marks.contains($0) })
    else { return nil }
    self.text = text
  }
}
