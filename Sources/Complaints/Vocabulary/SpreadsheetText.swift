/// Writes a table that people open in a spreadsheet: CSV of RFC 4180 in UTF-8, with the mark by which
/// spreadsheets tell that.
///
/// A cell that begins like a formula is given an apostrophe, which spreadsheets take for "this is text": a
/// customer whose name is `=HYPERLINK(…)` must not have it run on the bookkeeper's machine (OWASP, "CSV injection").
package struct SpreadsheetText: Sendable {
  package private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init(_ header: [String]) { append(header) }

  package mutating func append(_ cells: [String]) {
    bytes += cells.map(SpreadsheetText.cell).joined(separator: ",").utf8
    bytes += "\r\n".utf8
  }

  private static func cell(_ text: String) -> String {
    // Control characters mean nothing in a cell; a line end could begin a row for a careless reader.
    var text = String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    if isFormula(text) { text = "'" + text }
    let needsQuotes = text.unicodeScalars.contains { ",\";".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    // By scalars: a quotation mark with a combining mark behind it is another Character, and the same byte.
    let doubled = text.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
    return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
  }
}

/// For tables that are read again by a program, which must find what was there before.
extension SpreadsheetText {
  /// The cell, with an apostrophe if a spreadsheet would run it.
  package static func guarded(_ cell: [UInt8]) -> [UInt8] {
    isFormula(String(decoding: cell, as: UTF8.self)) ? [UInt8(ascii: "'")] + cell : cell
  }

  /// What `guarded` was given.
  package static func unguarded(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard cell.first == UInt8(ascii: "'"), isFormula(String(decoding: cell.dropFirst(), as: UTF8.self))
    else { return cell }
    return cell.dropFirst()
  }

  /// Whether a spreadsheet may take it for a formula: also behind spaces, what cannot be seen, and apostrophes, so that
  /// one more of those can be taken away again. A plain number is none, negative or not.
  private static func isFormula(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first(where: { !isPassedOver($0) }), starts.contains(first) else {
      return false
    }
    return text.wholeMatch(of: /-[0-9]+(\.[0-9]+)?/) == nil
  }

  /// In their wide forms too, which some keyboards write.
  private static let starts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "|", "%", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar.properties.isWhitespace || isControl(scalar)
      || scalar.properties.generalCategory == .format
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
