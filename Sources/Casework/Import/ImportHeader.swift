/// The first line of a CSV file: which of its columns holds which field of the format.
struct ImportHeader: Sendable {
  /// The names as they stand in the file.
  let names: [[UInt8]]
  /// For each column of the format, the place in the file; nil when the file has no such column.
  let places: [Int?]
  let isOfRejects: Bool
  /// One for each column that is passed over.
  let notices: [ImportNotice]

  /// Refuses a file from which no row could be read rightly, naming everything that is wrong with its
  /// columns.
  init(_ record: CSVRecord, columns list: ImportColumnList, title: String) throws(FileRefusal) {
    let names = (0..<record.storedFieldCount).map { Array(record[$0]) }
    guard !names.contains(where: { $0.contains(0) || String(validating: $0, as: UTF8.self) == nil }) else {
      throw FileRefusal([ImportHeader.notUTF8])
    }
    var places = [Int?](repeating: nil, count: list.columns.count)
    var problems: [ImportProblem] = []
    var ignored: [[UInt8]] = []
    for (place, name) in names.enumerated() {
      if let position = list.position(named: name) {
        if places[position] == nil {
          places[position] = place
        } else {
          problems.append(ImportHeader.duplicate(list.columns[position].name))
        }
      } else if !list.isAddedToRejects(name) {
        ignored.append(name)
      }
    }
    if places.allSatisfy({ $0 == nil }) {
      throw FileRefusal([ImportHeader.noKnownColumn(names, list, title)])
    }
    let missing = list.columns.filter { $0.isRequired && places[$0.position] == nil }
    problems += missing.map { ImportHeader.missing($0.name, ignored, list) }
    guard problems.isEmpty else { throw FileRefusal(problems) }
    self.names = names
    self.places = places
    isOfRejects = ImportHeader.isOfRejects(names)
    notices = ignored.map { ImportHeader.ignoredNotice($0, list, isUnused: { places[$0] == nil }) }
  }

  /// Whether the file is what `RejectsEncoder` wrote: its cells are unguarded.
  static func isOfRejects(_ names: [[UInt8]]) -> Bool {
    names.contains { $0.trimmingSpaces().elementsEqual(ImportColumn.addedToRejects[0].utf8) }
  }

  /// A notice that a column, or a member of an NDJSON object, is passed over.
  static func ignoredNotice(
    _ name: [UInt8], _ list: ImportColumnList, isUnused: (Int) -> Bool = { _ in true }
  ) -> ImportNotice {
    var text = "the field \(quoted(name)) is not known and is passed over"
    if let nearest = list.nearestName(to: name), let position = list.position(named: Array(nearest.utf8)),
      isUnused(position)
    {
      text += "; did you mean \(nearest)?"
    }
    return ImportNotice(.ignoredField, field: nil, text: text)
  }

  static let notUTF8 = ImportProblem(
    .notUTF8, reason: "the file is not UTF-8 text", remedy: "save it as UTF-8 and import it again")

  // MARK: What is wrong with the columns

  private static func duplicate(_ name: String) -> ImportProblem {
    ImportProblem(
      .duplicateColumn, field: name, reason: "the column \(name) is there twice",
      remedy: "remove or rename one of them")
  }

  private static func missing(_ name: String, _ ignored: [[UInt8]], _ list: ImportColumnList) -> ImportProblem
  {
    let near = ignored.first { list.nearestName(to: $0) == name }
    var reason = "the column \(name) is missing"
    if !ignored.isEmpty { reason += " (not known: \(ignored.map(quoted).joined(separator: ", ")))" }
    return ImportProblem(
      .missingColumn, field: name, reason: reason,
      remedy: near.map { "rename \(quoted($0)) to \(name)" }
        ?? "add the column \(name) with a value in every row")
  }

  /// The names are not repeated here: without a header they are a customer's data.
  private static func noKnownColumn(
    _ names: [[UInt8]], _ list: ImportColumnList, _ title: String
  ) -> ImportProblem {
    for (separator, word) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")] {
      let parts = names.flatMap { $0.split(separator: separator.utf8.first!).map(Array.init) }
      if parts.count > names.count, parts.contains(where: { list.position(named: $0) != nil }) {
        return ImportProblem(
          .wrongSeparator, reason: "the columns are separated by \(word)",
          remedy: "save the file with commas between the columns (RFC 4180)")
      }
    }
    let required = list.columns.filter(\.isRequired).map(\.name).joined(separator: ", ")
    return ImportProblem(
      .noHeader, reason: "the first line names no column of \(title)",
      remedy: "begin the file with a line of column names; required are \(required)")
  }

  /// A name out of the file, cut and without anything that could steer a terminal.
  private static func quoted(_ name: [UInt8]) -> String {
    let text = String(decoding: name.trimmingSpaces(), as: UTF8.self)
    let visible = text.unicodeScalars.map { TextRules.isControl($0) || TextRules.isInvisible($0) ? "?" : $0 }
    return "“\(String(String.UnicodeScalarView(visible.prefix(40))))\(visible.count > 40 ? "…" : "")”"
  }
}
