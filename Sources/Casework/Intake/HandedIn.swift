package import Foundation

/// What became of a complaint that a front door handed in: the answer to one line. Its keys are a contract: docs/import.md.
package struct HandedIn: Encodable, Sendable, Hashable {
  package enum Result: String, Encodable, Sendable, Hashable {
    case opened
    /// The same complaint, under the same reference, is a case already: handing in again what was not answered does no harm.
    case alreadyThere = "already_there"
    case rejected
  }

  package struct Problem: Encodable, Sendable, Hashable {
    /// As docs/import.md lists them.
    package let code: String
    /// `nil`: it is of the line as a whole.
    package let field: String?
    package let reason: String
    package let remedy: String

    init(_ problem: ImportProblem) {
      code = problem.code.rawValue
      field = problem.field
      reason = problem.reason
      remedy = problem.remedy
    }
  }

  /// From 1; every line has its answer, in their order.
  package let line: Int
  package let result: Result
  /// The complaint's own; `nil`: it could not be read.
  package let reference: String?
  /// Of the case, such as `R0000012`.
  package let caseReference: String?
  /// What a person should know of it; it is examined all the same (S16).
  package let notices: [String]
  /// Never empty where it was rejected, and empty elsewhere.
  package let problems: [Problem]

  init(line: Int, rejected problems: [ImportProblem], reference: String? = nil) {
    self.line = line
    result = .rejected
    self.reference = reference
    caseReference = nil
    notices = []
    self.problems = problems.map(Problem.init)
  }

  init(line: Int, _ complaint: ImportedRow<ComplaintRow>, _ outcome: IntakeResult) {
    self.line = line
    reference = complaint.row.reference
    switch outcome {
    case .opened(let opened):
      result = .opened
      caseReference = opened.reference
      notices = (complaint.notices + opened.notices.map(\.importNotice)).map(\.text)
      problems = []
    case .alreadyThere(let existing):
      result = .alreadyThere
      caseReference = existing
      notices = []
      problems = []
    case .conflict, .outsidePolicy:
      result = .rejected
      caseReference = nil
      notices = []
      problems = if case .rejected(let problem) = outcome.rowResult { [Problem(problem)] } else { [] }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case line, result, reference, notices, problems
    case caseReference = "case"
  }
}

extension Importer {
  /// Takes in one complaint as a front door hands it in: an object of JSON on one line, with the fields and by the rules of a file that
  /// is imported. Committed when this returns.
  ///
  /// - Parameters:
  ///   - number: of the line, for the answer.
  ///   - zone: in which local times without an offset are read.
  /// - Returns: `nil` for a blank line.
  package func handIn(_ line: [UInt8], number: Int, zone: TimeZone) async throws -> HandedIn? {
    let blank: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20]
    guard let first = line.first(where: { !blank.contains($0) }) else { return nil }
    // A reader of files takes anything else for the first line of a table.
    guard first == UInt8(ascii: "{") else {
      let problem = ImportProblem(
        .brokenJSON, reason: "the line is no JSON object", remedy: "write one object on each line")
      return HandedIn(line: number, rejected: [problem])
    }
    var reader = ImportReader(ComplaintRow.self, zone: zone)
    while true {
      switch try reader.next() {
      case .needsBytes(let offset): reader.supply(Array(line.dropFirst(offset)))
      case .item(.row(let complaint)):
        return HandedIn(line: number, complaint, try await submit(complaint.row))
      case .item(.rejected(let rejection)): return HandedIn(line: number, rejected: rejection.problems)
      // Of fields that are not known.
      case .item(.notice): continue
      case .finished: return nil
      }
    }
  }
}
