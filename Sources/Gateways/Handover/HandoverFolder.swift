import Complaints
import Foundation

/// The embedded handover: a folder with one folder for each channel (`phone`, `letter` …), in which every
/// message is a text file.
///
/// A file is there as a whole or not at all, and once for a key: a repetition replaces it with the same
/// words. Whoever has passed a message on deletes its file; nothing here reads them. Readable by their owner
/// only.
package struct HandoverFolder: HandoverGateway {
  private let folder: String

  /// - Parameter folder: made when it is needed.
  package init(_ folder: String) { self.folder = folder }

  package func handOver(_ note: HandoverNote, idempotencyKey: String) async throws -> String {
    let key = idempotencyKey.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    guard key == idempotencyKey, !key.isEmpty else { throw HandoverError.invalidKey }
    let path = "\(folder)/\(note.channel.rawValue)/\(key).txt"
    try DurableFile.write(Array(text(note).utf8), to: path)
    return path
  }

  /// A head as of a letter, then the message.
  private func text(_ note: HandoverNote) -> String {
    let head = [
      ("By", note.channel.rawValue), ("To", note.customerName ?? "(name not known)"),
      ("Mail", note.customerEmail ?? "(none known)"), ("Case", note.caseReference),
      ("Message", note.kind.rawValue), ("Language", note.message.language.rawValue),
      ("Written", note.date.formatted(.iso8601)), ("Subject", note.message.subject),
    ]
    return head.map { "\($0.0): \(oneLine($0.1))\n" }.joined() + "\n" + note.message.text
  }

  /// What a customer wrote must not begin a line of the head.
  private func oneLine(_ text: String) -> String {
    String(
      text.map {
        $0.isNewline || $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? " " : $0
      })
  }
}

/// Why a message was not handed over.
package enum HandoverError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A key that is not made of letters, digits and hyphens.
  case invalidKey

  package var description: String { "the idempotency key cannot be a file's name" }
}
