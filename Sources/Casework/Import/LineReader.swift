/// Splits chunks of bytes into lines, for NDJSON, in constant memory. The counterpart of `CSVReader`, with
/// the same way of asking for bytes; it never goes back, because every line stands for itself.
struct LineReader: Sendable {
  struct Line: Sendable, Equatable {
    /// From 1.
    let number: Int
    /// Where the line starts, in bytes from the start of the file.
    let offset: Int
    /// Without the line end; at most `maximumBytes` of it.
    let text: [UInt8]
    let isTruncated: Bool
  }

  enum Step: Sendable, Equatable {
    case line(Line)
    case needsBytes(from: Int)
    case finished
  }

  /// Enough for a body of 100 000 characters that are all written as two `\uXXXX` escapes.
  static let defaultMaximumBytes = 4 << 20

  private let maximumBytes: Int
  private var chunk: [UInt8] = []
  private var chunkOffset = 0
  private var index = 0
  private var isAtEnd = false

  private var number = 1
  private var offset = 0
  private var text: [UInt8] = []
  private var isTruncated = false

  init(maximumBytes: Int = LineReader.defaultMaximumBytes) { self.maximumBytes = maximumBytes }

  /// Bytes from the offset of the last `needsBytes`; an empty array says that the file ends there.
  mutating func supply(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else {
      isAtEnd = true
      return
    }
    chunkOffset += chunk.count
    chunk = bytes
    index = 0
  }

  /// Blank lines are passed over; a byte order mark at the start of the file is left out.
  mutating func next() -> Step {
    while true {
      guard index < chunk.count else {
        guard isAtEnd else { return .needsBytes(from: chunkOffset + index) }
        if let line = endLine() { return .line(line) }
        return .finished
      }
      let run = chunk[index...].prefix { $0 != UInt8(ascii: "\n") }
      index += run.count
      isTruncated = isTruncated || text.count + run.count > maximumBytes
      text.append(contentsOf: run.prefix(maximumBytes - text.count))
      guard index < chunk.count else { continue }
      index += 1
      let line = endLine()
      number += 1
      if let line { return .line(line) }
    }
  }

  private mutating func endLine() -> Line? {
    if text.last == UInt8(ascii: "\r") { text.removeLast() }
    if offset == 0, text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    defer {
      text = []
      isTruncated = false
      offset = chunkOffset + index
    }
    guard text.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else { return nil }
    return Line(number: number, offset: offset, text: text, isTruncated: isTruncated)
  }
}
