import Complaints

/// Raw rows out of a CSV file: the first record is the header, the others are put in the format's order.
struct CSVRows: RawRowSource {
  private let columns: ImportColumnList
  private let title: String
  private var reader = CSVReader()
  private var header: ImportHeader?
  private var notices: ArraySlice<ImportNotice> = []

  init(_ columns: ImportColumnList, title: String) {
    self.columns = columns
    self.title = title
  }

  mutating func supply(_ bytes: [UInt8]) { reader.supply(bytes) }

  mutating func next() throws(FileRefusal) -> RawRowStep {
    while true {
      if let notice = notices.popFirst() { return .notice(notice) }
      switch reader.next() {
      case .needsBytes(let offset): return .needsBytes(from: offset)
      case .finished:
        guard header != nil else { throw FileRefusal([CSVRows.emptyFile]) }
        return .finished
      case .record(let record):
        if let header { return CSVRows.row(record, header) }
        try readHeader(record)
      case .broken(let broken):
        guard let header else { throw FileRefusal([CSVRows.brokenHeader]) }
        let rejection = ImportRejection(
          line: broken.line, problems: [CSVRows.problem(broken)],
          original: .brokenLine(broken.text, header: header.names))
        return .rejected(rejection)
      }
    }
  }

  private mutating func readHeader(_ record: CSVRecord) throws(FileRefusal) {
    guard record.fieldCount == record.storedFieldCount, record.truncated.isEmpty, !record.isTooLong else {
      throw FileRefusal([CSVRows.brokenHeader])
    }
    let read = try ImportHeader(record, columns: columns, title: title)
    header = read
    notices = read.notices[...]
  }

  private static func row(_ record: CSVRecord, _ header: ImportHeader) -> RawRowStep {
    guard !record.isTooLong else {
      let rejection = ImportRejection(
        line: record.line, problems: [rowTooLong], original: .brokenLine([], header: header.names))
      return .rejected(rejection)
    }
    let cells = header.places.map { place -> RawRow.Cell in
      guard let place else { return .absent }
      let cell = header.isOfRejects ? SpreadsheetText.unguarded(record[place]) : record[place]
      return .text(cell, isTruncated: record.truncated.contains(place))
    }
    var row = RawRow(
      line: record.line, offset: record.offset, cells: cells,
      original: .record(CSVOriginal(record: record, header: header.names)))
    if record.isSecondReading {
      row.notices = [
        ImportNotice(
          .secondReading, line: record.line,
          text:
            "the row lies behind a quotation mark that an earlier line does not close: check that it is a row"
        )
      ]
    }
    return .row(row)
  }

  // MARK: What is wrong

  private static func problem(_ broken: BrokenLine) -> ImportProblem {
    let reason =
      switch broken.fault {
      case .strayQuote: "a quotation mark stands inside a field that does not start with one"
      case .textAfterQuote: "text follows a closing quotation mark"
      case .unclosedQuote: "a quotation mark is not closed up to the end of the file"
      case .fieldCount(let found, let expected):
        "\(found) fields where the header has \(expected)"
      }
    let place = broken.noticedOnLine > broken.line ? " (noticed on line \(broken.noticedOnLine))" : ""
    switch broken.fault {
    case .fieldCount:
      return ImportProblem(
        .fieldCount, reason: reason + place,
        remedy: "give every row as many fields as the header, and put fields with commas in quotation marks")
    default:
      return ImportProblem(
        .brokenQuote, reason: reason + place,
        remedy: "put the whole field in quotation marks and double those inside it (\"27\"\" screen\")")
    }
  }

  static let rowTooLong = ImportProblem(
    .rowTooLong, reason: "the row is longer than 4 MiB", remedy: "shorten its fields")

  static let emptyFile = ImportProblem(
    .emptyFile, reason: "the file is empty", remedy: "begin it with a line of column names")

  private static let brokenHeader = ImportProblem(
    .brokenHeader, reason: "the first line is no row of column names",
    remedy: "begin the file with the column names, separated by commas, at most 256 of them")
}
