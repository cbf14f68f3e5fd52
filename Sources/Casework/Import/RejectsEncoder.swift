import Complaints

/// The lines of a rejects file; see `RejectsFile`.
///
/// A row that is imported again as it is, is rejected again: a cut cell stays longer than its column
/// allows, and a line that is no record leaves its columns empty and stands in `rejected_text`. A cell that a spreadsheet
/// would take for a formula gets an apostrophe, which the import takes away again (`ImportHeader.isOfRejects`).
enum RejectsEncoder {
  /// The first line; none in NDJSON.
  static func header(_ original: OriginalRecord) -> [UInt8] {
    switch original {
    case .record(let record): csvLine(Self.original(record.header) { record.header[$0] } + addedNames)
    case .brokenLine(_, let header): csvLine(Self.original(header) { header[$0] } + addedNames)
    case .json: []
    }
  }

  static func row(_ rejection: ImportRejection) -> [UInt8] {
    switch rejection.original {
    case .record(let original):
      let cells = Self.original(original.header) { Array(original.record[$0]) }
      return csvLine(cells + added(rejection, text: []))
    case .brokenLine(let text, let header):
      return csvLine(kept(header).map { _ in [] } + added(rejection, text: text))
    case .json(let text): return jsonLine(rejection, text)
    }
  }

  // MARK: CSV

  private static let addedNames = ImportColumn.addedToRejects.map { Array($0.utf8) }

  /// The columns of the file without those that an earlier rejects file added.
  private static func kept(_ header: [[UInt8]]) -> [Int] {
    header.indices.filter { !OrderRow.importColumns.isAddedToRejects(header[$0]) }
  }

  /// The cells of the columns that are kept. Those of a file that is a rejects file itself are safe, but for what somebody wrote there since.
  private static func original(_ header: [[UInt8]], _ cell: (Int) -> [UInt8]) -> [[UInt8]] {
    let isOfRejects = ImportHeader.isOfRejects(header)
    return kept(header).map { place in
      let bytes = cell(place)
      return SpreadsheetText.guarded(isOfRejects ? Array(SpreadsheetText.unguarded(bytes[...])) : bytes)
    }
  }

  private static func added(_ rejection: ImportRejection, text: [UInt8]) -> [[UInt8]] {
    let problems = rejection.problems
    let texts = [
      String(rejection.line), problems.compactMap(\.field).joined(separator: "; "),
      problems.map(\.reason).joined(separator: "; "), problems.map(\.remedy).joined(separator: "; "),
    ]
    return texts.map { SpreadsheetText.guarded(Array($0.utf8)) } + [SpreadsheetText.guarded(text)]
  }

  private static func csvLine(_ cells: [[UInt8]]) -> [UInt8] {
    var line: [UInt8] = []
    for (place, cell) in cells.enumerated() {
      if place > 0 { line.append(UInt8(ascii: ",")) }
      appendCell(cell, to: &line)
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }

  private static func appendCell(_ cell: [UInt8], to line: inout [UInt8]) {
    guard cell.contains(where: { "\",\n\r".utf8.contains($0) }) else {
      line.append(contentsOf: cell)
      return
    }
    line.append(UInt8(ascii: "\""))
    for byte in cell {
      if byte == UInt8(ascii: "\"") { line.append(byte) }
      line.append(byte)
    }
    line.append(UInt8(ascii: "\""))
  }

  // MARK: NDJSON

  /// The line with the added members in front of its own, whatever is wrong with those; a line that is no
  /// object becomes the text of one.
  private static func jsonLine(_ rejection: ImportRejection, _ text: [UInt8]) -> [UInt8] {
    let object = text.trimmingSpaces()
    let isObject = object.first == UInt8(ascii: "{")
    let values = added(rejection, text: isObject ? [] : text)
    let names = ImportColumn.addedToRejects.dropLast(isObject ? 1 : 0)
    var line: [UInt8] = [UInt8(ascii: "{")]
    for (name, value) in zip(names, values) {
      if line.count > 1 { line.append(UInt8(ascii: ",")) }
      line.append(contentsOf: "\"\(name)\":".utf8)
      appendString(value, to: &line)
    }
    if isObject {
      let members = object.dropFirst()
      if members.trimmingSpaces().first != UInt8(ascii: "}") { line.append(UInt8(ascii: ",")) }
      line.append(contentsOf: members)
    } else {
      line.append(UInt8(ascii: "}"))
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }

  private static func appendString(_ text: [UInt8], to line: inout [UInt8]) {
    line.append(UInt8(ascii: "\""))
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"", "\\": line.append(contentsOf: "\\\(scalar)".utf8)
      case _ where TextRules.isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        line.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
      default: line.append(contentsOf: String(scalar).utf8)
      }
    }
    line.append(UInt8(ascii: "\""))
  }
}

extension OriginalRecord {
  var fileExtension: String {
    switch self {
    case .record, .brokenLine: "csv"
    case .json: "ndjson"
    }
  }
}
