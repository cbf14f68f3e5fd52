package import Foundation

/// The rows of a file, or of standard input, read in pieces of 64 KiB: constant memory, and no cooperative
/// thread is blocked while the disk or the other end of a pipe is awaited.
///
/// ```swift
/// var file = try ImportFile<OrderRow>(path: "orders.csv", zone: policy.zone)
/// while let item = try await file.next() { … file.bytesRead … }
/// ```
package struct ImportFile<Row: ImportableRow>: Sendable {
  /// In bytes; nil for a pipe.
  package var size: Int? { bytes.size }
  /// How far into the file the reading has come; goes back after a broken quotation.
  package private(set) var bytesRead = 0

  private var reader: ImportReader<Row>
  private let bytes: ByteSource

  /// `-` is standard input. Local times without an offset are read in `zone`.
  package init(_ row: Row.Type = Row.self, path: String, zone: TimeZone) throws {
    bytes = try ByteSource(path: path)
    reader = ImportReader(zone: zone)
  }

  /// The next row, rejection or notice, nil at the end; throws `FileRefusal`, or `ImportFileError` when
  /// reading fails.
  package mutating func next() async throws -> ImportItem<Row>? {
    while true {
      switch try reader.next() {
      case .item(let item): return item
      case .finished: return nil
      case .needsBytes(let offset):
        let piece = try await bytes.read(from: offset)
        bytesRead = offset + piece.count
        reader.supply(piece)
      }
    }
  }
}
