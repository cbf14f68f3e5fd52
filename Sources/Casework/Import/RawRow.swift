/// A row as one of the readers found it: cells in the order of the format's columns, not yet understood.
struct RawRow: Sendable {
  enum Cell: Sendable {
    case absent
    /// A text or a number; only its beginning if it is longer than any column allows.
    case text(ArraySlice<UInt8>, isTruncated: Bool)
    /// Elements of an NDJSON array.
    case list([JSONValue])
    /// An NDJSON value that no field takes: true, false or an object.
    case other
  }

  let line: Int
  /// Where the row starts, in bytes from the start of the file.
  let offset: Int
  let cells: [Cell]
  let original: OriginalRecord
  /// What was noticed about the row as a whole.
  var notices: [ImportNotice] = []
}

/// Turns a file's bytes into raw rows: `CSVRows` or `NDJSONRows`.
protocol RawRowSource: Sendable {
  mutating func supply(_ bytes: [UInt8])
  /// The next thing found; throws when the file as a whole cannot be imported.
  mutating func next() throws(FileRefusal) -> RawRowStep
}

enum RawRowStep: Sendable {
  case row(RawRow)
  case rejected(ImportRejection)
  case notice(ImportNotice)
  case needsBytes(from: Int)
  case finished
}
