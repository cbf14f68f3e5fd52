/// Writes a table that people open in a spreadsheet: CSV of RFC 4180 in UTF-8, with the mark by which
/// spreadsheets tell that.
///
/// A cell that begins like a formula is given an apostrophe, which spreadsheets take for "this is text": a
/// customer whose name is `=HYPERLINK(…)` must not have it run on the bookkeeper's machine.
struct SpreadsheetText {
  private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(_ header: [String]) { append(header) }

  mutating func append(_ cells: [String]) {
    bytes += cells.map(SpreadsheetText.cell).joined(separator: ",").utf8
    bytes += "\r\n".utf8
  }

  private static func cell(_ text: String) -> String {
    // Control characters mean nothing in a cell; a line end could begin a row for a careless reader.
    var text = String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    if let first = text.unicodeScalars.first, "=+-@|%".unicodeScalars.contains(first) { text = "'" + text }
    let needsQuotes = text.unicodeScalars.contains { ",\";".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
