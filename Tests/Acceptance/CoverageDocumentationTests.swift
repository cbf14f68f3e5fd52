import Foundation
import Testing

/// docs/coverage.md has a row for each of the domain's, and every test that it names exists.
@Suite struct CoverageDocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  @Test func everyRowIsThere() throws {
    let rows = try Self.tableRows().compactMap { $0.first }
    let wanted = (1...45).map { "S\($0)" } + (1...8).map { "L\($0)" }
    #expect(rows.filter { Set(wanted).contains($0) } == wanted)
  }

  @Test func everyTestThatIsNamedExists() throws {
    let tests = try Self.testSources()
    var named = 0
    for cell in try Self.tableRows().joined() {
      var suite = ""
      for match in cell.matches(of: /`([A-Z][A-Za-z]*Tests)?\.([A-Za-z]+)`/) {
        suite = match.1.map(String.init) ?? suite
        guard tests.keys.contains(suite) || match.1 != nil else { continue }
        named += 1
        #expect(
          tests[suite]?.contains("func \(match.2)(") == true, "\(suite).\(match.2)")
      }
    }
    #expect(named > 100)
  }

  private static func tableRows() throws -> [[String]] {
    let page = try String(contentsOf: root.appending(path: "docs/coverage.md"), encoding: .utf8)
    return page.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// The text of every file that declares or extends a suite, by the suite's name.
  private static func testSources() throws -> [String: String] {
    var sources: [String: String] = [:]
    let files = FileManager.default.enumerator(
      at: root.appending(path: "Tests"), includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /(?:struct|extension) ([A-Z][A-Za-z]*Tests)\b/) {
        sources[String(match.1), default: ""] += text
      }
    }
    return sources
  }
}
