import Foundation
import Testing

@testable import Casework

@Suite struct ImportRejectsTests {
  private let header = "order_reference,note,customer_reference,ordered_at,status,currency,items\n"

  /// The rejects file of what is read from a text.
  private func rejects(_ text: String) throws -> String {
    let rejections = try read(OrderRow.self, text).rejections()
    let first = try #require(rejections.first)
    let bytes = RejectsEncoder.header(first.original) + rejections.flatMap(RejectsEncoder.row)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func originalCellsStayAndTheReasonIsAdded() throws {
    let text = header + "A-1,\"=1+1, \"\"x\"\"\ny\",C-1,2026-03-01 10:00,plced,PLN,\"A 1 1,00\"\n"
    let names = "rejected_line,rejected_field,reason,remedy,rejected_text"
    let unknown = "the value is not known; did you mean placed?"
    let comma = "an amount has a comma or separators between the thousands"
    let file = try rejects(text)
    #expect(
      file.hasPrefix(
        String(header.dropLast()) + "," + names + "\n"
          + text.dropFirst(header.count).dropLast().replacing("=1+1", with: "'=1+1"))
    )
    #expect(file.contains(",2,status; items,\(unknown); \(comma),\"write one of placed, paid"))
    #expect(file.hasSuffix("for example 1234.50\",\n"))
  }

  @Test func brokenLineStandsInAColumnOfItsOwn() throws {
    let file = try rejects(header + "A-1,x\"y,C-1\n-2+3,\"open\n")
    let lines = file.split(separator: "\n")
    #expect(lines[1].hasPrefix(",,,,,,,2,,a quotation mark stands inside"))
    #expect(lines[1].hasSuffix(",\"A-1,x\"\"y,C-1\""))
    #expect(lines[2].hasSuffix(",\"'-2+3,\"\"open\""))
  }

  /// Imported again as they are, rejects are rejected again, for the same reasons, and nothing piles up.
  @Test(arguments: [
    "A-1,n,C-1,2026-03-01 10:00,plced,PLN,\n", "A-1,n\n", "A-1,n\"x,C-1,2026-03-01 10:00,placed,PLN,\n",
    "A-1,n,C-1,2026-03-01 10:00,placed,PLN,\(String(repeating: "x", count: 700_000))\n",
  ])
  func rejectsAreRejectedAgain(row: String) throws {
    let first = try rejects(header + row)
    let again = try read(OrderRow.self, first)
    #expect(again.rows().isEmpty && again.rejections().count == 1)
    #expect(again.notices().map(\.code) == [.ignoredField])
    let second = try rejects(first)
    #expect(second.split(separator: "\n")[0] == first.split(separator: "\n")[0])
    #expect(second.utf8.count < first.utf8.count + 1000)
  }

  @Test func correctedRejectsAreTaken() throws {
    let file = try rejects(header + "A-1,n,C-1,2026-03-01 10:00,plced,PLN,A 1 1.00\n")
    let corrected = file.replacing("plced", with: "placed")
    let items = try read(OrderRow.self, corrected)
    #expect(items.rows().map(\.reference) == ["A-1"] && items.rejections().isEmpty)
  }

  @Test func jsonRejectsAreJSON() throws {
    let order =
      #"{"order_reference":"A-1", "customer_reference":"C","ordered_at":"2026-03-01 10:00","currency":"PLN","#
    let file = try rejects(order + #""status":"plced"}"# + "\n7 \"x\"\n{}\n{ \"a\"\n")
    #expect(file.hasPrefix(#"{"rejected_line":"1","rejected_field":"status","reason":"the value"#))
    #expect(file.contains(#","order_reference":"A-1", "customer_reference":"C","ordered_at""#))
    #expect(file.contains(#""rejected_text":"7 \"x\""}"#))
    let again = try read(OrderRow.self, file)
    #expect(again.rejections().map(\.line) == [1, 2, 3, 4])
    let corrected = try read(OrderRow.self, file.replacing("plced", with: "placed"))
    #expect(corrected.rows().map(\.reference) == ["A-1"])
    #expect(corrected.notices().isEmpty)
  }

  @Test func fileIsMadeForTheFirstRejectionAndNeverOverwritten() throws {
    try withTemporaryFolder { folder in
      let stem = folder.appending(path: "orders").path
      let rejections = try read(OrderRow.self, header + "A-1,n\nA-2,n\n").rejections()
      var first = RejectsFile(stem: stem)
      #expect(first.path == nil)
      for rejection in rejections { try first.write(rejection) }
      var second = RejectsFile(stem: stem)
      try second.write(try #require(rejections.first))
      #expect(first.path == stem + ".rejects.csv" && first.count == 2)
      #expect(second.path == stem + ".rejects-2.csv" && second.count == 1)
      let bytes = RejectsEncoder.header(rejections[0].original) + rejections.flatMap(RejectsEncoder.row)
      #expect(try Data(contentsOf: URL(filePath: stem + ".rejects.csv")) == Data(bytes))
      let attributes = try FileManager.default.attributesOfItem(atPath: stem + ".rejects.csv")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }
}

func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "redress-import-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
