/// A column of an import format: its name in the file, and what its texts may be.
struct ImportColumn: Sendable {
  /// What a text may hold besides its syntax.
  enum Content: Sendable {
    /// One line without control characters, and without characters that cannot be seen or that
    /// turn the direction of writing: two references that look alike must be alike.
    case identifier
    /// One line without control characters.
    case line
    /// What the customer wrote: line breaks and tabs stay, other control characters are taken out (and that
    /// is said), because a complaint is not refused for a stray byte (S16).
    case freeText
  }

  let name: String
  /// The place in the format's list of columns.
  let position: Int
  let isRequired: Bool
  let content: Content
  /// In Unicode scalars, as PostgreSQL's `char_length` counts.
  let maximumCharacters: Int

  init(
    _ position: Int, _ name: String, required: Bool = false, _ content: Content = .line,
    atMost maximumCharacters: Int = 100
  ) {
    self.position = position
    self.name = name
    self.isRequired = required
    self.content = content
    self.maximumCharacters = maximumCharacters
  }

  /// What `RejectsFile` adds to a row. These columns are passed over without a word when the row is
  /// imported again.
  static let addedToRejects = ["rejected_line", "rejected_field", "reason", "remedy", "rejected_text"]
}

/// A row of one of the import formats.
package protocol ImportableRow: Sendable {
  /// What the file holds, in the plural: "orders".
  static var title: String { get }
  /// The format's columns, each at its own position.
  static var importColumns: ImportColumnList { get }
  /// Reads the row's fields. Problems are left in the reader: with any of them the result is thrown away.
  init?(reading fields: inout ImportFieldReader)
}

/// The columns of a format, with the ways to find one by what a file calls it.
package struct ImportColumnList: Sendable {
  let columns: [ImportColumn]
  private let positions: [String: Int]

  init(_ columns: [ImportColumn]) {
    self.columns = columns
    positions = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.position) })
  }

  /// The position of the column with exactly this name, letter case and outer spaces aside.
  func position(named name: [UInt8]) -> Int? { positions[normalised(name)] }

  func isAddedToRejects(_ name: [UInt8]) -> Bool { ImportColumn.addedToRejects.contains(normalised(name)) }

  func nearestName(to name: [UInt8]) -> String? {
    NearestWord.nearest(to: normalised(name), among: columns.map(\.name))
  }

  private func normalised(_ name: [UInt8]) -> String {
    String(decoding: name.trimmingSpaces(), as: UTF8.self).lowercased()
  }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
  /// Without the spaces and tabs around it.
  func trimmingSpaces() -> SubSequence {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}
