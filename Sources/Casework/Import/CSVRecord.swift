/// One record of a CSV file: its fields unquoted, as bytes, not yet known to be UTF-8.
///
/// All fields share one buffer, so that a record costs two allocations however many columns it has.
struct CSVRecord: Sendable, Equatable {
  /// The number of the record's first line in the file, from 1; a record may span several lines.
  let line: Int
  /// Where the record starts, in bytes from the start of the file.
  let offset: Int
  /// The record lies within a quotation that broke, and was read again as a record of its own.
  let isSecondReading: Bool
  private(set) var fieldCount = 0
  /// Fields of which only a beginning is kept: it is longer than any column allows (see `CSVReader.Limits`).
  private(set) var truncated: Set<Int> = []
  /// The record as a whole outgrew its limit: its later fields are cut or empty, and it must not be used.
  private(set) var isTooLong = false

  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(line: Int, offset: Int, isSecondReading: Bool) {
    self.line = line
    self.offset = offset
    self.isSecondReading = isSecondReading
  }

  subscript(field: Int) -> ArraySlice<UInt8> {
    bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// The number of fields that are kept; smaller than `fieldCount` in a record with far too many.
  var storedFieldCount: Int { ends.count }

  /// Whether this is what a blank line leaves behind.
  var isBlank: Bool { fieldCount == 1 && bytes.isEmpty && truncated.isEmpty }

  // MARK: Building, for CSVReader

  mutating func append(_ run: some Collection<UInt8>, limits: CSVReader.Limits) {
    guard fieldCount < limits.fields, !isTooLong else { return }
    let used = bytes.count - (ends.last ?? 0)
    let room = min(limits.fieldBytes - used, limits.recordBytes - bytes.count)
    if run.count <= room {
      bytes.append(contentsOf: run)
    } else {
      bytes.append(contentsOf: run.prefix(room))
      if used + room < limits.fieldBytes { isTooLong = true } else { truncated.insert(fieldCount) }
    }
  }

  mutating func endField(limits: CSVReader.Limits) {
    if fieldCount < limits.fields { ends.append(bytes.count) }
    fieldCount += 1
  }
}

/// A physical line that is no CSV record, kept as it stands in the file.
struct BrokenLine: Sendable, Equatable {
  enum Fault: Sendable, Equatable {
    /// A quotation mark inside a field that does not start with one.
    case strayQuote
    /// Text between the closing quotation mark and the next comma.
    case textAfterQuote
    /// The file ends inside a quotation.
    case unclosedQuote
    /// The record has another number of fields than the header.
    case fieldCount(found: Int, expected: Int)
  }

  let line: Int
  let fault: Fault
  /// The line where the fault was noticed: everything after `line` up to it is read again, line by line.
  let noticedOnLine: Int
  /// The line without its line end; at most `CSVReader.Limits.fieldBytes` of it.
  let text: [UInt8]
}
