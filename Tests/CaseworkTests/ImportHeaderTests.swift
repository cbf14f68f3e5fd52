import Testing

@testable import Casework

@Suite struct ImportHeaderTests {
  private let row = "A-1,C-1,2026-03-01 10:00,placed,PLN\n"

  private func refused(_ text: String) -> FileRefusal? {
    #expect(throws: FileRefusal.self) { try read(OrderRow.self, text) }
  }

  @Test func columnsInAnyOrderAndCase() throws {
    let items = try read(
      OrderRow.self,
      " Currency ,STATUS,ordered_at,customer_reference,order_reference\nPLN,placed,2026-03-01 10:00,C,A\n")
    #expect(items.rows().map(\.reference) == ["A"])
    #expect(items.notices().isEmpty)
  }

  @Test func missingColumnsAreAllNamedWithTheNearest() throws {
    let refusal = try #require(refused("order_ref,customer_reference,ordered_at,state\n" + row))
    #expect(refusal.problems.map(\.code) == [.missingColumn, .missingColumn, .missingColumn])
    #expect(refusal.problems.map(\.field) == ["order_reference", "status", "currency"])
    #expect(refusal.problems[0].reason.contains("not known: “order_ref”, “state”"))
    #expect(refusal.problems[1].remedy == "rename “state” to status")
    #expect(refusal.problems[2].remedy.hasPrefix("add the column currency"))
  }

  @Test(arguments: [
    ("", ImportProblem.Code.emptyFile), ("\n\n", .emptyFile), ("\u{FEFF}", .emptyFile),
    ("A-1,C-1,2026-03-01 10:00,placed,PLN\n", .noHeader), ("order_reference\u{0},status\n", .notUTF8),
    ("order_reference;customer_reference;status\n", .wrongSeparator),
    ("order_reference\tcustomer_reference\tstatus\n", .wrongSeparator),
    ("order_reference,customer_reference,ordered_at,status,currency,status\n", .duplicateColumn),
    ("\"order_reference,customer_reference\n", .brokenHeader), ("order\"_reference\n", .brokenHeader),
    (String(repeating: "x,", count: 300), .brokenHeader),
    (String(repeating: "x", count: 500_000), .brokenHeader),
  ])
  func refusedFiles(text: String, code: ImportProblem.Code) throws {
    #expect(try #require(refused(text)).problems.map(\.code) == [code])
  }

  @Test func utf16IsRefused() {
    let bytes: [UInt8] = [0xFF, 0xFE] + "order".utf8.flatMap { [$0, 0] }
    #expect(throws: FileRefusal([ImportHeader.notUTF8])) { try read(OrderRow.self, bytes) }
  }

  /// Without a header the first line is somebody's data.
  @Test func refusalOfAFileWithoutHeaderRepeatsNothing() throws {
    let refusal = try #require(refused("A-1,Jan Nowak,jan@poczta.example\n"))
    #expect(!refusal.description.contains("Nowak"))
  }

  @Test func unknownColumnsAreSaidOnce() throws {
    let items = try read(
      OrderRow.self,
      "order_reference,customer_reference,ordered_at,status,currency,promissed_on,color\u{1B}[2J\n"
        + "A-1,C-1,2026-03-01 10:00,placed,PLN,2026-03-05,red\nA-2,C-1,2026-03-01 10:00,placed,PLN,,\n")
    #expect(items.rows().count == 2)
    #expect(items.notices().map(\.code) == [.ignoredField, .ignoredField])
    #expect(items.notices()[0].text.hasSuffix("did you mean promised_on?"))
    #expect(items.notices()[1].text.contains("“color?[2J”"))
  }

  @Test func headerAloneIsSaid() throws {
    let items = try read(OrderRow.self, "order_reference,customer_reference,ordered_at,status,currency\n")
    #expect(items.notices().map(\.code) == [.noRows])
    #expect(items.count == 1)
  }

  @Test func rowsBehindABrokenQuoteAreReadAndMarked() throws {
    let items = try read(
      OrderRow.self,
      "order_reference,customer_reference,ordered_at,status,currency\n\"A-1,C-1,2026-03-01 10:00,placed,PLN\n"
        + row)
    #expect(items.rejections().map(\.line) == [2])
    #expect(items.rejections().first?.problems.map(\.code) == [.brokenQuote])
    #expect(items.notices().map(\.code) == [.secondReading])
    #expect(items.rows().count == 1)
  }
}
