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

  /// Removes what was sent under the keys, also what was only begun; durable when it returns. Reads the list of the folder's files once.
  package func remove(keys: [String]) throws {
    guard !keys.isEmpty else { return }
    let names = try keys.map { try MailKey($0).text }
    try DurableFile.removeAll(in: folder, where: Set(names.map { "\($0).eml" }).contains)
    let notes = Set(names.map { "\($0).txt" })
    for channel in Channel.allCases {
      try DurableFile.removeAll(in: handover(channel), where: notes.contains)
    }
  }

  /// Keeps what is handed over with a case to a rung of the ladder, in place of what was before; durable when it returns, readable by its
  /// owner only.
  package func keep(_ archive: [UInt8], of reference: String, for level: Int) throws {
    try DurableFile.write(archive, to: "\(folder)/\(MessageArchive.handedOver(reference, for: level))")
  }

  /// Removes whatever was handed over with cases; durable when it returns.
  package func removeHandedOver(of references: [String]) throws {
    let references = Set(references)
    try DurableFile.removeAll(in: "\(folder)/handover/cases") { name in
      name.split(separator: "-").first.map { references.contains(String($0)) } ?? false
    }
  }

  /// Where that is, in the folder of messages.
  package static func handedOver(_ reference: String, for level: Int) -> String {
    "handover/cases/\(reference)-\(level).zip"
  }

  private func handover(_ channel: Channel) -> String { "\(folder)/handover/\(channel.rawValue)" }

  private func paths(_ key: String) throws(MailError) -> [String] {
    let name = try MailKey(key).text
    return ["\(folder)/\(name).eml"] + Channel.allCases.map { "\(handover($0))/\(name).txt" }
  }
}
