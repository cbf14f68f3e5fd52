import Complaints
import Foundation

/// What the embedded gateways keep of the messages that went out: mails as `.eml` files, and what people pass on as texts.
///
/// A shop that sends by another gateway has its letters there; then nothing is found here.
package struct MessageArchive: Sendable {
  /// A message as it was sent.
  package struct Kept: Sendable, Hashable {
    /// `eml` of a mail, `txt` of a note.
    package let fileExtension: String
    package let bytes: [UInt8]
  }

  private let folder: String

  /// - Parameter folder: the one that the worker writes messages to.
  package init(_ folder: String) { self.folder = folder }

  /// The messages that were sent under a key: none, one, or, where the mail came back and was passed on by hand, both.
  package func read(key: String) throws -> [Kept] {
    try paths(key).compactMap { path in
      try DurableFile.read(path).map {
        Kept(fileExtension: path.hasSuffix(".eml") ? "eml" : "txt", bytes: $0)
      }
    }
  }

  /// Removes them; durable when it returns.
  package func remove(key: String) throws {
    for path in try paths(key) where FileManager.default.fileExists(atPath: path) {
      try DurableFile.remove(path)
    }
  }

  /// Keeps what is handed over with a case to a rung of the ladder, in place of what was before; durable when it returns, readable by its
  /// owner only.
  package func keep(_ archive: [UInt8], of reference: String, for level: Int) throws {
    try DurableFile.write(archive, to: "\(folder)/\(MessageArchive.handedOver(reference, for: level))")
  }

  /// Removes whatever was handed over with a case; durable when it returns.
  package func removeHandedOver(of reference: String) throws {
    for level in 1...MessageContext.EscalationLevel.allCases.count {
      let path = "\(folder)/\(MessageArchive.handedOver(reference, for: level))"
      if FileManager.default.fileExists(atPath: path) { try DurableFile.remove(path) }
    }
  }

  /// Where that is, in the folder of messages.
  package static func handedOver(_ reference: String, for level: Int) -> String {
    "handover/cases/\(reference)-\(level).zip"
  }

  private func paths(_ key: String) throws(MailError) -> [String] {
    let name = try MailKey(key).text
    return ["\(folder)/\(name).eml"]
      + Channel.allCases.map { "\(folder)/handover/\($0.rawValue)/\(name).txt" }
  }
}
