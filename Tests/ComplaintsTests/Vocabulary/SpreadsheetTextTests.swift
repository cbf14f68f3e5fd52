import Foundation
import Testing

@testable import Complaints

@Suite struct SpreadsheetTextTests {
  private func line(_ cells: String...) -> String {
    var table = SpreadsheetText([])
    let head = table.bytes.count
    table.append(cells)
    return String(decoding: table.bytes.dropFirst(head), as: UTF8.self)
  }

  @Test(
    "what a spreadsheet would run is text",
    arguments: [
      ("=1+1", "'=1+1"), ("+48 600", "'+48 600"), ("@SUM", "'@SUM"), ("|cmd", "'|cmd"), ("%A1", "'%A1"),
      ("-2+3", "'-2+3"), ("  =1", "'  =1"), ("\t=1", "' =1"), ("\u{200B}=1", "'\u{200B}=1"), ("'=1", "''=1"),
      ("\u{FF1D}1", "'\u{FF1D}1"), ("-12.50", "-12.50"), ("-5", "-5"), ("a=1", "a=1"), ("O'Neill", "O'Neill"),
      ("", ""),
    ])
  func formulas(_ text: String, _ cell: String) {
    #expect(line(text) == cell + "\r\n")
  }

  @Test("nothing ends a cell or a row")
  func structure() {
    #expect(line("a\r\nb", "c\u{2028}d", "e\u{85}f") == "a  b,c d,e f\r\n")
    #expect(line("a,b", "say \"x\"", "c;d") == "\"a,b\",\"say \"\"x\"\"\",\"c;d\"\r\n")
    // As Characters these are neither quotation marks nor commas.
    #expect(line("x\"\u{301}y,\u{20DD}") == "\"x\"\"\u{301}y,\u{20DD}\"\r\n")
  }

  @Test(
    "what was guarded is found again",
    arguments: ["=1", "'=1", "''=1", "'x", "-5", "'-5", " ", "' =", "x", ""])
  func again(_ text: String) {
    let guarded = SpreadsheetText.guarded(Array(text.utf8))
    #expect(SpreadsheetText.unguarded(guarded[...]).elementsEqual(text.utf8))
  }
}
