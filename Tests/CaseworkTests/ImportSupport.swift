import Foundation

@testable import Casework

/// Everything a file of these bytes holds, supplied in pieces of a given size.
func read<Row: ImportableRow>(
  _ type: Row.Type, _ bytes: [UInt8], pieces: Int = 1 << 16, zone: String = "Europe/Warsaw"
) throws -> [ImportItem<Row>] {
  var reader = ImportReader<Row>(zone: TimeZone(identifier: zone)!)
  var items: [ImportItem<Row>] = []
  while true {
    switch try reader.next() {
    case .item(let item): items.append(item)
    case .needsBytes(let offset): reader.supply(Array(bytes[offset...].prefix(pieces)))
    case .finished: return items
    }
  }
}

func read<Row: ImportableRow>(
  _ type: Row.Type, _ text: String, pieces: Int = 1 << 16, zone: String = "Europe/Warsaw"
) throws -> [ImportItem<Row>] {
  try read(type, Array(text.utf8), pieces: pieces, zone: zone)
}

extension ImportItem {
  var row: Row? { if case .row(let imported) = self { imported.row } else { nil } }
  var rejection: ImportRejection? { if case .rejected(let rejection) = self { rejection } else { nil } }
  /// Of the file or of a row.
  var notices: [ImportNotice] {
    switch self {
    case .row(let imported): imported.notices
    case .notice(let notice): [notice]
    case .rejected: []
    }
  }
}

extension Array {
  func rows<Row>() -> [Row] where Element == ImportItem<Row> { compactMap(\.row) }
  func rejections<Row>() -> [ImportRejection] where Element == ImportItem<Row> { compactMap(\.rejection) }
  func notices<Row>() -> [ImportNotice] where Element == ImportItem<Row> { flatMap(\.notices) }
}

/// A file of one row whose cells are given by name, quoted.
func csv(_ cells: [(name: String, value: String)]) -> String {
  func line(_ cells: [String]) -> String {
    cells.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
  }
  return line(cells.map(\.name)) + line(cells.map(\.value))
}

/// A valid row with some cells replaced or added.
func order(with changes: [String: String] = [:]) -> String {
  csv(
    merged(
      [
        ("order_reference", "A-1"), ("customer_reference", "C-1"), ("ordered_at", "2026-03-01 10:00:00"),
        ("status", "placed"), ("currency", "PLN"),
      ], changes))
}

/// See `order(with:)`.
func complaint(with changes: [String: String] = [:]) -> String {
  csv(
    merged(
      [
        ("reference", "R-1"), ("kind", "damaged"), ("channel", "email"), ("locale", "pl"),
        ("submitted_at", "2026-03-02 10:00:00"), ("body", "Kubek przyszedł stłuczony."),
      ], changes))
}

private func merged(
  _ cells: [(name: String, value: String)], _ changes: [String: String]
) -> [(name: String, value: String)] {
  let kept = cells.map { ($0.name, changes[$0.name] ?? $0.value) }
  let added = changes.filter { change in !cells.contains { $0.name == change.key } }
  return kept + added.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
}

/// The root of the repository, from the place of this file.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
