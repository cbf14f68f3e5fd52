/// Raw rows out of an NDJSON file: one object a line, with the names of the CSV columns.
struct NDJSONRows: RawRowSource {
  private let columns: ImportColumnList
  private var reader = LineReader()
  private var announced: Set<[UInt8]> = []
  private var notices: ArraySlice<ImportNotice> = []
  private var pending: RawRowStep?

  init(_ columns: ImportColumnList) { self.columns = columns }

  mutating func supply(_ bytes: [UInt8]) { reader.supply(bytes) }

  mutating func next() throws(FileRefusal) -> RawRowStep {
    if let notice = notices.popFirst() { return .notice(notice) }
    if let step = pending.take() { return step }
    switch reader.next() {
    case .needsBytes(let offset): return .needsBytes(from: offset)
    case .finished: return .finished
    case .line(let line):
      let step = read(line)
      guard let notice = notices.popFirst() else { return step }
      pending = step
      return .notice(notice)
    }
  }

  private mutating func read(_ line: LineReader.Line) -> RawRowStep {
    func rejected(_ problems: [ImportProblem]) -> RawRowStep {
      .rejected(ImportRejection(line: line.number, problems: problems, original: .json(line.text)))
    }
    guard !line.isTruncated else { return rejected([CSVRows.rowTooLong]) }
    let members: [JSONValue.Member]
    do {
      guard case .object(let found) = try JSONScanner.value(in: line.text[...]) else {
        return rejected([NDJSONRows.broken("the line is no object", column: 1)])
      }
      members = found
    } catch {
      return rejected([NDJSONRows.broken(error.reason, column: error.column)])
    }
    var cells = [RawRow.Cell](repeating: .absent, count: columns.columns.count)
    var seen: Set<Int> = []
    var problems: [ImportProblem] = []
    for member in members {
      guard let position = columns.position(named: member.name) else {
        noticeIgnored(member.name)
        continue
      }
      if !seen.insert(position).inserted {
        problems.append(NDJSONRows.duplicate(columns.columns[position].name))
      }
      cells[position] = NDJSONRows.cell(member.value)
    }
    guard problems.isEmpty else { return rejected(problems) }
    return .row(RawRow(line: line.number, offset: line.offset, cells: cells, original: .json(line.text)))
  }

  private static func cell(_ value: JSONValue) -> RawRow.Cell {
    switch value {
    case .null: .absent
    case .string(let bytes), .number(let bytes): .text(bytes[...], isTruncated: false)
    case .array(let elements): .list(elements)
    case .boolean, .object: .other
    }
  }

  /// Said once for each name, not for each row; a file with ever new names is not followed for ever.
  private mutating func noticeIgnored(_ name: [UInt8]) {
    guard announced.count < 100, !columns.isAddedToRejects(name), announced.insert(name).inserted else {
      return
    }
    notices.append(ImportHeader.ignoredNotice(name, columns))
  }

  private static func broken(_ reason: String, column: Int) -> ImportProblem {
    ImportProblem(
      .brokenJSON, reason: "\(reason) (byte \(column))",
      remedy: "write one JSON object on each line, with names and texts in double quotation marks")
  }

  private static func duplicate(_ name: String) -> ImportProblem {
    ImportProblem(
      .duplicateField, field: name, reason: "the field is there twice", remedy: "remove one of them")
  }
}
