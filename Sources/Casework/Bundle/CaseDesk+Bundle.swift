import Complaints
import Foundation
package import Gateways
import JobQueue
import LibPQ

/// Where the files of a bundle come from.
package struct BundleSources: Sendable {
  package let attachments: any AttachmentStore
  package let messages: MessageArchive

  package init(attachments: any AttachmentStore, messages: MessageArchive) {
    self.attachments = attachments
    self.messages = messages
  }
}

extension CaseDesk {
  /// Everything about a case for somebody who decides outside of the shop (S42): see `BundleContents`. The history notes that, and to which rung
  /// of the ladder, it was handed over.
  ///
  /// The same case gives the same bytes: nothing in them says when the bundle was made, and handing it over does not count as news of the case.
  package func bundle(
    _ reference: String, by name: String, from sources: BundleSources
  ) async throws -> EvidenceBundle {
    let actor = try await person(name)
    return try await change(reference, includesErased: true) { locked in
      let bundle = EvidenceBundle(try await BundleContents.read(locked, from: sources).files())
      var transition = locked.transition
      transition.record(
        .bundleExported, by: actor, bundle.details(for: locked.head.escalationLevel))
      try await CaseTransition.apply([transition], in: locked.transaction)
      return bundle
    }
  }
}

/// What a bundle is made of, as it was read under the case's lock.
struct BundleContents: Sendable {
  struct Message: Sendable {
    let message: CaseFile.Message
    let kept: [MessageArchive.Kept]
  }

  struct Attachment: Sendable {
    let attachment: CaseFile.Attachment
    /// `nil`: erased, or not in the store.
    let content: [UInt8]?

    /// Named by what it is, not by what its sender calls it: nothing that a browser would run has a name by which it would.
    var path: String {
      let type = AttachmentType(rawValue: attachment.type)
      return "attachments/\(attachment.number).\(type?.fileExtension ?? "bin")"
    }
  }

  let file: CaseFile
  /// The orders as they were seen, a document.
  let snapshots: String
  let policy: Policy
  let messages: [Message]
  let attachments: [Attachment]

  static func read(_ locked: CaseDesk.LockedCase, from sources: BundleSources) async throws -> BundleContents
  {
    let reference = locked.head.reference
    let document = try await locked.transaction.execute(.showCase, reference)[0]
    let file = try DomainJSON.decode(CaseFile.self, from: try document.decode(String.self, "document"))
    let snapshots = try await locked.transaction.execute(.showSnapshots, locked.head.caseID)[0]
    var attachments: [Attachment] = []
    for attachment in file.attachments {
      let digest = attachment.sha256.flatMap(SHA256Digest.init(hex:))
      var content: [UInt8]?
      if let digest { content = try await sources.attachments.read(digest, for: reference) }
      attachments.append(Attachment(attachment: attachment, content: content))
    }
    return BundleContents(
      file: file.withoutHandovers, snapshots: try snapshots.decode(String.self, "document"),
      policy: locked.policy,
      messages: try file.messages.map { message in
        Message(
          message: message, kept: try sources.messages.read(key: NotificationSource.key(message.number)))
      },
      attachments: attachments)
  }

  /// `index.html` for people, and what it shows as it is kept: all of it, or what is handed over to a rung of the ladder.
  func files(_ parts: Set<EscalationRung.Handover> = BundleContents.everything) throws -> [ZipArchive.Entry] {
    var files = [ZipArchive.Entry("index.html", text: BundlePage(self, parts).html)]
    if parts == BundleContents.everything {
      files.append(ZipArchive.Entry("case.json", text: try DomainJSON.readable(file) + "\n"))
    }
    if parts.contains(.decisions) {
      files.append(ZipArchive.Entry("orders.json", text: snapshots + "\n"))
      files.append(ZipArchive.Entry("policy.yaml", text: policy.source))
    }
    if parts.contains(.timeline) { files.append(ZipArchive.Entry("timeline.txt", text: timeline)) }
    if parts.contains(.messages) {
      for message in messages {
        files += message.kept.map { ZipArchive.Entry(path: message.path($0), content: $0.bytes) }
      }
    }
    if parts.contains(.evidence) {
      files += attachments.compactMap { attachment in
        attachment.content.map { ZipArchive.Entry(path: attachment.path, content: $0) }
      }
    }
    return files
  }

  static let everything = Set(EscalationRung.Handover.allCases)

  private var timeline: String {
    file.timeline(in: policy.zone).map { "\($0.time)\t\($0.actor)\t\($0.what)\n" }.joined()
  }
}

extension BundleContents.Message {
  /// In the order in which they were written.
  func path(_ kept: MessageArchive.Kept) -> String {
    "messages/\(message.number)-\(message.kind).\(kept.fileExtension)"
  }
}

extension CaseFile {
  /// Without what tells only that the case was handed over, so that doing it twice gives the same twice.
  var withoutHandovers: CaseFile {
    let handovers = [CaseEvent.Kind.bundleExported, .customerExported].map(\.rawValue)
    var file = self
    file.events.removeAll { handovers.contains($0.kind) }
    return file
  }
}
