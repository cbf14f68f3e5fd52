package import Foundation

/// A row that can be imported.
package struct ImportedRow<Row: ImportableRow>: Sendable {
  /// The row's first line in the file, from 1.
  package let line: Int
  package let row: Row
  package let notices: [ImportNotice]
  /// For the rejection of a row that only the database finds fault with.
  package let original: OriginalRecord

  package func rejected(_ problem: ImportProblem) -> ImportRejection {
    ImportRejection(line: line, problems: [problem], original: original)
  }
}

/// What an import file holds, one after the other.
package enum ImportItem<Row: ImportableRow>: Sendable {
  case row(ImportedRow<Row>)
  case rejected(ImportRejection)
  /// About the file; a row brings its own notices.
  case notice(ImportNotice)
}

/// Reads a file of orders or complaints: CSV, or NDJSON when its first character is `{`. Pure, in constant
/// memory.
///
/// It asks for bytes by their place in the file and is supplied with them; `ImportFile` does that for a
/// real file. Whatever is wrong with a row rejects that row and no other; only a file whose columns cannot
/// be right is refused.
package struct ImportReader<Row: ImportableRow>: Sendable {
  package enum Step: Sendable {
    case item(ImportItem<Row>)
    /// `supply` the file's bytes from this offset on: any number of them, none if the file ends there. May
    /// go back.
    case needsBytes(from: Int)
    case finished
  }

  private var beginning: [UInt8] = []
  private var isAtEnd = false
  private var source: (any RawRowSource)?
  private var fields: ImportFieldReader
  private var foundRows = false

  /// Local times without an offset are read in `zone`.
  package init(_ row: Row.Type = Row.self, zone: TimeZone) { fields = ImportFieldReader(zone: zone) }

  package mutating func supply(_ bytes: [UInt8]) {
    guard source == nil else {
      source?.supply(bytes)
      return
    }
    beginning += bytes
    isAtEnd = bytes.isEmpty
  }

  package mutating func next() throws(FileRefusal) -> Step {
    if source == nil {
      guard try chooseSource() else { return .needsBytes(from: beginning.count) }
    }
    switch try source?.next() {
    case .row(let raw):
      foundRows = true
      return .item(item(of: raw))
    case .rejected(let rejection):
      foundRows = true
      return .item(.rejected(rejection))
    case .notice(let notice): return .item(.notice(notice))
    case .needsBytes(let offset): return .needsBytes(from: offset)
    case .finished, nil:
      guard !foundRows else { return .finished }
      foundRows = true
      return .item(.notice(ImportNotice(.noRows, text: "the file holds no \(Row.title)")))
    }
  }

  private mutating func item(of raw: RawRow) -> ImportItem<Row> {
    fields.begin(raw)
    let row = Row(reading: &fields)
    guard let row, fields.problems.isEmpty else {
      return .rejected(
        ImportRejection(line: raw.line, problems: fields.problems, original: raw.original))
    }
    return .row(
      ImportedRow(line: raw.line, row: row, notices: fields.notices, original: raw.original))
  }

  /// Looks at the first bytes; false when more are needed.
  private mutating func chooseSource() throws(FileRefusal) -> Bool {
    let isUTF16 = beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF])
    guard !isUTF16 else { throw FileRefusal([ImportHeader.notUTF8]) }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = beginning.starts(with: mark) ? beginning.dropFirst(mark.count) : beginning[...]
    let blank: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20]
    let first = text.first { !blank.contains($0) }
    guard isAtEnd || beginning.count > 4096 || (first != nil && beginning.count >= mark.count) else {
      return false
    }
    var chosen: any RawRowSource =
      first == UInt8(ascii: "{")
      ? NDJSONRows(Row.importColumns) : CSVRows(Row.importColumns, title: Row.title)
    if !beginning.isEmpty { chosen.supply(beginning) }
    if isAtEnd { chosen.supply([]) }
    source = chosen
    beginning = []
    return true
  }
}
