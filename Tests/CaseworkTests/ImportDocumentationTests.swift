import Complaints
import Foundation
import Testing

@testable import Casework

/// docs/import.md is a contract with shops: what the code can say, it must explain, and nothing else.
@Suite struct ImportDocumentationTests {
  private let text: String

  init() throws {
    text = try String(contentsOf: repository.appending(path: "docs/import.md"), encoding: .utf8)
  }

  /// The first cells of the tables of a section, without their marks.
  private func firstCells(of heading: String) throws -> [String] {
    let start = try #require(text.range(of: "\n\(heading)\n")).upperBound
    let section = String(text[start...]).components(separatedBy: "\n#")[0]
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
      String($0.dropFirst(3).prefix { $0 != "`" })
    }
  }

  @Test func everyProblemAndNotice() throws {
    let problems = try firstCells(of: "### Refused files") + firstCells(of: "### Rejected rows")
    #expect(problems == ImportProblem.Code.allCases.map(\.rawValue))
    #expect(try firstCells(of: "### Notices") == ImportNotice.Code.allCases.map(\.rawValue))
  }

  @Test func everyColumn() throws {
    #expect(try firstCells(of: "## Orders") == OrderRow.importColumns.columns.map(\.name))
    #expect(try firstCells(of: "## Complaints") == ComplaintRow.importColumns.columns.map(\.name))
    for list in [OrderRow.importColumns, ComplaintRow.importColumns] {
      #expect(list.columns.map(\.position) == Array(list.columns.indices))
      for column in list.columns {
        #expect(text.contains("| `\(column.name)` | \(column.isRequired ? "required " : "")|"))
      }
    }
    for name in ImportColumn.addedToRejects { #expect(text.contains("`\(name)`")) }
  }

  @Test func everyWordOfTheVocabulary() {
    let words =
      ComplaintKind.allCases.map(\.rawValue) + Channel.allCases.map(\.rawValue)
      + Standing.allCases.map(\.rawValue)
      + Remedy.allCases.map(\.rawValue) + Evidence.allCases.map(\.rawValue)
      + OrderStatus.allCases.map(\.rawValue)
    for word in words { #expect(text.contains("`\(word)`"), "\(word)") }
  }
}
