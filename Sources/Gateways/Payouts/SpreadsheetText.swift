/// Writes a table that people open in a spreadsheet: CSV of RFC 4180 in UTF-8, with the mark by which spreadsheets tell that.
///
/// A cell that begins like a formula is given an apostrophe, which spreadsheets take for "this is text": a customer whose name is
/// `=HYPERLINK(…)` must not have it run on the bookkeeper's machine.
struct SpreadsheetText {
  private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(_ header: [String]) { append(header) }

  mutating func append(_ cells: [String]) {
    bytes += cells.map(SpreadsheetText.cell).joined(separator: ",").utf8
    bytes += "\r\n".utf8
  }

  private static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n|%".unicodeScalars.contains(first) {
      text = "'" + text
    }
    let needsQuotes = text.unicodeScalars.contains { ",\";\r\n\t".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
