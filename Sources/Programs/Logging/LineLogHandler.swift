import Foundation
package import Logging

/// One line for each event: `2026-03-01T10:00:00.000Z info redress-worker worker joined queues=verify worker=3`.
///
/// A line is written whole, so that several processes can share a terminal or a file.
package struct LineLogHandler: LogHandler {
  package var logLevel: Logger.Level = .info
  package var metadata: Logger.Metadata = [:]
  private let write: @Sendable (String) -> Void
  private let now: @Sendable () -> Date

  package init(terminal: Terminal) {
    self.init(now: { Date() }, write: { terminal.write($0) })
  }

  init(now: @escaping @Sendable () -> Date, write: @escaping @Sendable (String) -> Void) {
    self.now = now
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var line = "\(Self.stamp(now())) \(event.level) \(event.message)"
    let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
      line += " \(key)=\(Self.quoted("\(value)"))"
    }
    write(line.safeForTerminal() + "\n")
  }

  private static func stamp(_ instant: Date) -> String {
    instant.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true)) + "Z"
  }

  private static func quoted(_ value: String) -> String {
    // What the line would lose first, then by scalars: a quotation mark with an accent is another Character, and ends
    // the value all the same.
    let scalars = value.safeForTerminal().unicodeScalars
    guard scalars.isEmpty || scalars.contains(where: { " \"=\\".unicodeScalars.contains($0) }) else {
      return String(scalars)
    }
    let escaped = scalars.flatMap { scalar -> [Unicode.Scalar] in
      scalar == "\"" || scalar == "\\" ? ["\\", scalar] : [scalar]
    }
    return "\"" + String(String.UnicodeScalarView(escaped)) + "\""
  }
}
