/// Files in one file that every system opens: a ZIP archive without compression.
///
/// Deterministic: the same files give the same bytes, on every machine and at every time, because an entry's date is always
/// 1 January 1980, the format's first day. What is bundled here are pictures and letters, which compression would hardly make smaller.
package struct ZipArchive: Sendable {
  /// A file in it.
  package struct Entry: Sendable, Hashable {
    /// With slashes; relative.
    package let path: String
    package let content: [UInt8]

    package init(path: String, content: [UInt8]) {
      self.path = path
      self.content = content
    }
  }

  /// More than the format holds without its extensions: 4 GiB, or 65 535 files.
  package struct TooLarge: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String { "a ZIP archive holds 65535 files, and 4 GiB, at most" }
  }

  package let bytes: [UInt8]

  /// - Parameter entries: in the order in which they stand in the archive.
  package init(_ entries: [Entry]) throws(TooLarge) {
    let size = entries.reduce(22) { $0 + $1.content.count + 2 * $1.path.utf8.count + 76 }
    guard entries.count < 0xFFFF, size < 0xFFFF_FFFF else { throw TooLarge() }
    var archive: [UInt8] = []
    archive.reserveCapacity(size)
    var directory: [UInt8] = []
    for entry in entries {
      let offset = archive.count
      let (name, common) = (Array(entry.path.utf8), Self.common(entry))
      archive += Self.little((0x0403_4B50, 4))
      archive += common
      archive += name
      archive += entry.content
      // Made on a Unix, so that the attributes are those of a file that only its owner may read.
      directory += Self.little((0x0201_4B50, 4), (0x0314, 2))
      directory += common
      directory += Self.little((0, 2), (0, 2), (0, 2), (0o100600 << 16, 4), (offset, 4))
      directory += name
    }
    let start = archive.count
    archive += directory
    archive += Self.little(
      (0x0605_4B50, 4), (0, 2), (0, 2), (entries.count, 2), (entries.count, 2), (directory.count, 4),
      (start, 4),
      (0, 2))
    bytes = archive
  }

  /// What stands alike before the file and in the directory.
  private static func common(_ entry: Entry) -> [UInt8] {
    let count = entry.content.count
    // Version 2.0; the name is UTF-8; stored; midnight of 1 January 1980.
    return little(
      (20, 2), (0x0800, 2), (0, 2), (0, 2), (0x0021, 2), (Int(CRC32.checksum(of: entry.content)), 4),
      (count, 4),
      (count, 4), (entry.path.utf8.count, 2), (0, 2))
  }

  /// Numbers in so many bytes each, the lowest first.
  private static func little(_ fields: (number: Int, count: Int)...) -> [UInt8] {
    fields.flatMap { field in
      (0..<field.count).map { UInt8(truncatingIfNeeded: field.number >> (8 * $0)) }
    }
  }
}

/// The checksum of ZIP archives (ISO 3309).
package enum CRC32 {
  package static func checksum(of bytes: [UInt8]) -> UInt32 {
    var checksum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      checksum = table[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)] ^ checksum >> 8
    }
    return ~checksum
  }

  private static let table: [UInt32] = (0..<256).map { (index: UInt32) in
    (0..<8).reduce(index) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }
}
